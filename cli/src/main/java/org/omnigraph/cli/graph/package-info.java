/// Commands on whole graphs: `init`, `load`, `export` and `graphs …`, each with its view beside it.
@NullMarked
package org.omnigraph.cli.graph;

import org.jspecify.annotations.NullMarked;

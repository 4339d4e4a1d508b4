/// Schema migrations of a graph (schema-language.md §10).
@NullMarked
package org.omnigraph.engine.migrate;

import org.jspecify.annotations.NullMarked;

/// NDJSON in and out of a graph (schema-language.md §11).
@NullMarked
package org.omnigraph.engine.load;

import org.jspecify.annotations.NullMarked;

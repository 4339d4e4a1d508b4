/// Columns of primitive arrays, dictionaries and row sets: the bricks of a graph in memory.
@NullMarked
package org.omnigraph.engine.query.column;

import org.jspecify.annotations.NullMarked;

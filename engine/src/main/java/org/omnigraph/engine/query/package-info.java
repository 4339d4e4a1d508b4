/// Runs `.gq` queries and mutations on a graph: the entry point of the executor (query-language.md §6 to §9).
@NullMarked
package org.omnigraph.engine.query;

import org.jspecify.annotations.NullMarked;

/// Mutations: statements to a set of changes, which the graph's writer turns into one commit (query-language.md §9).
@NullMarked
package org.omnigraph.engine.query.mutate;

import org.jspecify.annotations.NullMarked;

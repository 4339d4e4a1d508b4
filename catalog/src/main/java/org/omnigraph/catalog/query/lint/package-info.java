/// Lint of `.gq` files: parse, type-check, advise (query-language.md §10).
@NullMarked
package org.omnigraph.catalog.query.lint;

import org.jspecify.annotations.NullMarked;

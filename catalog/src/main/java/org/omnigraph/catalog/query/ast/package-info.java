/// The syntax tree of `.gq` files: immutable, positioned, printable (query-language.md §2).
@NullMarked
package org.omnigraph.catalog.query.ast;

import org.jspecify.annotations.NullMarked;

/// What the two languages share: source text with positions, the lexer, the gathering of problems, suggestions.
@NullMarked
package org.omnigraph.catalog.lexing;

import org.jspecify.annotations.NullMarked;

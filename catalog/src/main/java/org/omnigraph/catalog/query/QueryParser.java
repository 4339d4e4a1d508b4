package org.omnigraph.catalog.query;

import org.omnigraph.catalog.lexing.SourceText;

/// Parses `.gq` files (query-language.md §1-§3): recursive descent over the shared lexer, bounded in depth, linear in
/// the text. Never throws for bad input.
///
/// After an error it goes on at the next clause, projection, section or query, so that one run reports every error of
/// a file.
public final class QueryParser {
    private QueryParser() {}

    /// Parses a whole file and reports every syntax error in it.
    public static ParseResult parse(String source) {
        return DeclarationSyntax.parse(SourceText.of(source));
    }

    /// Parses the bytes of a file, which must be UTF-8.
    public static ParseResult parse(byte[] utf8) {
        return DeclarationSyntax.parse(SourceText.decode(utf8));
    }
}

package org.omnigraph.catalog.format;

import java.util.Set;
import org.omnigraph.catalog.lexing.Problems;
import org.omnigraph.catalog.lexing.SourceText;
import org.omnigraph.catalog.query.ParseResult;
import org.omnigraph.catalog.query.QueryParser;
import org.omnigraph.catalog.schema.SchemaAst;
import org.omnigraph.catalog.schema.SchemaParser;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Lays out `.pg` and `.gq` files in the one style. Changes nothing but white space: the tokens of the result
/// are those of the source, in order and as they were written, and every comment stays between the two tokens
/// that it stood between. Formatting twice changes nothing. Pure.
public final class SourceFormatter {
    private SourceFormatter() {}

    /// Formats a schema file; what it declares may be wrong as long as it parses.
    public static FormatResult schema(byte[] utf8) {
        SourceText source = SourceText.decode(utf8);
        Problems problems = new Problems(source, DiagnosticCode.SCHEMA_PARSE_ERROR);
        SchemaAst schema = SchemaParser.parse(source, problems);
        if (!problems.isEmpty()) {
            return new FormatResult.Unreadable(problems.diagnostics());
        }
        Tokens tokens = new Tokens(source, SchemaLayout.wholes(schema));
        return formatted(tokens, SchemaLayout.of(tokens, schema), false);
    }

    /// Formats a file of queries.
    public static FormatResult queries(byte[] utf8) {
        ParseResult parsed = QueryParser.parse(utf8);
        if (parsed.file().isEmpty()) {
            return new FormatResult.Unreadable(parsed.diagnostics());
        }
        Tokens tokens = new Tokens(SourceText.decode(utf8), Set.of());
        return formatted(tokens, QueryLayout.of(tokens, parsed.file().orElseThrow()), true);
    }

    private static FormatResult formatted(Tokens tokens, Layout layout, boolean spacedEquals) {
        Spacing spacing = new Spacing(tokens, layout, spacedEquals);
        layout.decide(spacing);
        return new FormatResult.Formatted(Pages.print(tokens, layout, spacing));
    }
}

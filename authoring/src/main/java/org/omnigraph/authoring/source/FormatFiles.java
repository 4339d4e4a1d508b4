package org.omnigraph.authoring.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.omnigraph.catalog.format.FormatResult;
import org.omnigraph.catalog.format.SourceFormatter;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.ShellWord;

/// Formats files where they stand. A file is replaced whole or not at all; one with syntax errors stays as it is and
/// holds up no other.
public final class FormatFiles {
    private FormatFiles() {}

    /// Formats these source files.
    ///
    /// @param names as the person gave them
    /// @param check true to write nothing
    public static FormatOutcome run(List<String> names, boolean check, SourceAccess access) {
        List<FormatOutcome.FormattedFile> files = new ArrayList<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (String path : names) {
            byte[] before = access.bytes(path);
            FormatResult result =
                    SourceKind.isSchema(path) ? SourceFormatter.schema(before) : SourceFormatter.queries(before);
            FormatOutcome.Status status = switch (result) {
                case FormatResult.Unreadable(List<Diagnostic> problems) -> {
                    problems.forEach(problem -> diagnostics.add(problem.withPath(path)));
                    yield FormatOutcome.Status.UNREADABLE;
                }
                case FormatResult.Formatted(String text) ->
                    settle(path, before, text.getBytes(StandardCharsets.UTF_8), check, access);
            };
            if (status == FormatOutcome.Status.UNFORMATTED) {
                diagnostics.add(Diagnostic.of(DiagnosticCode.SOURCE_NOT_FORMATTED, path, "The file is not formatted.")
                        .withHelp("Run `omnigraph fmt " + ShellWord.quoted(path)
                                + "`; it changes nothing but white space."));
            }
            files.add(new FormatOutcome.FormattedFile(path, status));
        }
        return new FormatOutcome(check, files, diagnostics);
    }

    private static FormatOutcome.Status settle(
            String path, byte[] before, byte[] after, boolean check, SourceAccess access) {
        if (Arrays.equals(before, after)) {
            return FormatOutcome.Status.UNCHANGED;
        }
        if (check) {
            return FormatOutcome.Status.UNFORMATTED;
        }
        access.replace(path, after);
        return FormatOutcome.Status.FORMATTED;
    }
}

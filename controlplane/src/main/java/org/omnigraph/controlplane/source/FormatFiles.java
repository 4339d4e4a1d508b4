package org.omnigraph.controlplane.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.omnigraph.catalog.format.FormatResult;
import org.omnigraph.catalog.format.SourceFormatter;
import org.omnigraph.controlplane.data.ExportFile;
import org.omnigraph.controlplane.data.InputFiles;
import org.omnigraph.controlplane.shell.Shell;
import org.omnigraph.controlplane.shell.ShellWord;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Formats files where they stand. A file is replaced whole or not at all; one with syntax errors stays as it is and
/// holds up no other.
public final class FormatFiles {
    private FormatFiles() {}

    /// Formats every source file that the paths mean.
    ///
    /// @param paths files and folders
    /// @param check true to write nothing
    public static FormatOutcome run(List<String> paths, boolean check, Shell shell) {
        List<FormatOutcome.FormattedFile> files = new ArrayList<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (String path : SourceFiles.find(paths, shell)) {
            byte[] before = InputFiles.bytes(path, shell);
            FormatResult result =
                    SourceFiles.isSchema(path) ? SourceFormatter.schema(before) : SourceFormatter.queries(before);
            FormatOutcome.Status status = switch (result) {
                case FormatResult.Unreadable(List<Diagnostic> problems) -> {
                    problems.forEach(problem -> diagnostics.add(problem.withPath(path)));
                    yield FormatOutcome.Status.UNREADABLE;
                }
                case FormatResult.Formatted(String text) ->
                    settle(path, before, text.getBytes(StandardCharsets.UTF_8), check, shell);
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

    private static FormatOutcome.Status settle(String path, byte[] before, byte[] after, boolean check, Shell shell) {
        if (Arrays.equals(before, after)) {
            return FormatOutcome.Status.UNCHANGED;
        }
        if (check) {
            return FormatOutcome.Status.UNFORMATTED;
        }
        try {
            ExportFile.write(shell.resolve(path), out -> {
                out.write(after);
                return 1;
            });
        } catch (IOException e) {
            throw ExportFile.failed(path, e);
        }
        return FormatOutcome.Status.FORMATTED;
    }
}

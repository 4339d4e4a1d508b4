package org.omnigraph.controlplane.config;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.omnigraph.controlplane.config.ClusterYaml.Located;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// The files that `cluster.yaml` names: read from the folder, with problems reported where the name stands.
final class ReferencedFiles {
    private final ConfigFolder folder;
    private final List<Diagnostic> problems;

    ReferencedFiles(ConfigFolder folder, List<Diagnostic> problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /// Reads one file.
    FileReading read(String path) {
        return folder.read(path, ConfigFolder.FILE_BYTES_MAX);
    }

    /// The content; nothing, and a report at the reference, if there is none.
    Optional<byte[]> content(Located reference, FileReading reading, DiagnosticCode missing, String what) {
        return switch (reading) {
            case FileReading.Content(byte[] bytes) -> Optional.of(bytes);
            case FileReading.Missing m -> {
                report(
                        missing,
                        reference,
                        "There is no file `" + reference.text() + "` for " + what + ".",
                        "Create it, or correct the name; paths are relative to the config folder.");
                yield Optional.empty();
            }
            case FileReading.Escapes e -> {
                report(
                        DiagnosticCode.PATH_ESCAPES_CONFIG,
                        reference,
                        "`" + reference.text() + "` leads out of the config folder.",
                        "Keep every file that the cluster needs inside the folder.");
                yield Optional.empty();
            }
            case FileReading.TooLarge t -> {
                problems.add(problem(t, reference.text(), what));
                yield Optional.empty();
            }
            case FileReading.Unreadable u -> {
                problems.add(problem(u, reference.text(), what));
                yield Optional.empty();
            }
        };
    }

    /// The `.gq` files of a folder, as paths relative to the config folder; nothing, and a report, if it cannot be
    /// read.
    Optional<List<String>> queryFiles(Located reference, String what) {
        String path = reference.text();
        String prefix = path.endsWith("/") ? path : path + "/";
        try {
            return Optional.of(
                    folder.list(path, ".gq").stream().map(name -> prefix + name).toList());
        } catch (ConfigFolder.EscapeException e) {
            report(
                    DiagnosticCode.PATH_ESCAPES_CONFIG,
                    reference,
                    "`" + path + "` leads out of the config folder.",
                    "Keep every file that the cluster needs inside the folder.");
        } catch (NoSuchFileException e) {
            report(
                    DiagnosticCode.QUERY_DIR_UNREADABLE,
                    reference,
                    "There is no folder `" + path + "` for " + what + ".",
                    "Create it, or correct the name; paths are relative to the config folder.");
        } catch (IOException e) {
            boolean file = path.endsWith(".gq");
            report(
                    DiagnosticCode.QUERY_DIR_UNREADABLE,
                    reference,
                    "The folder `" + path + "` for " + what + " cannot be read.",
                    file ? "A single file is written as a list: `queries: [" + path + "]`." : "");
        }
        return Optional.empty();
    }

    void report(DiagnosticCode code, Located reference, String message, String help) {
        problems.add(Diagnostic.at(code, ClusterYamlReader.FILE_NAME, reference.position(), message)
                .withHelp(help));
    }

    /// The problem with a file that is there but was not read.
    static Diagnostic problem(FileReading reading, String path, String what) {
        return switch (reading) {
            case FileReading.TooLarge(long limit) ->
                Diagnostic.of(
                        DiagnosticCode.CONFIG_FILE_TOO_LARGE,
                        path,
                        "The file for " + what + " is larger than " + (limit >> 20) + " MiB.");
            case FileReading.Escapes e ->
                Diagnostic.of(DiagnosticCode.PATH_ESCAPES_CONFIG, path, "It leads out of the config folder.");
            case FileReading.Unreadable(String reason) ->
                Diagnostic.of(
                        DiagnosticCode.CONFIG_FILE_UNREADABLE,
                        path,
                        "The file for " + what + " cannot be read: " + reason + ".");
            case FileReading.Missing m ->
                Diagnostic.of(DiagnosticCode.CONFIG_MISSING, path, "There is no file for " + what + ".");
            case FileReading.Content c -> throw new IllegalArgumentException("no problem with " + path);
        };
    }
}

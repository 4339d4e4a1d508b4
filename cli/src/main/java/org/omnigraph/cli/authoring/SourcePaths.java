package org.omnigraph.cli.authoring;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.omnigraph.authoring.source.SourceKind;
import org.omnigraph.cli.shell.InputFiles;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Shell;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Finds the source files that a command line means. What the program itself keeps is left alone: the ledger's folder
/// holds files whose digests are recorded.
final class SourcePaths {
    /// How many files one command works on.
    static final int FILES_MAX = 10_000;

    private static final int DEPTH_MAX = 64;
    private static final String LEDGER_FOLDER = "__cluster";
    private static final String GRAPH_SUFFIX = ".omni";

    private SourcePaths() {}

    /// The files as the person would name them, those of a folder sorted.
    ///
    /// @param paths files and folders; folders are searched through, symbolic links in them are not followed
    /// @throws Refusal if a path is neither, or a file has another ending
    static List<String> find(List<String> paths, Shell shell) {
        List<String> found = new ArrayList<>();
        for (String path : paths) {
            Path resolved = shell.resolve(path);
            if (Files.isDirectory(resolved)) {
                found.addAll(below(path, resolved));
            } else if (SourceKind.isSchema(path) || SourceKind.isQueries(path)) {
                found.add(path);
            } else {
                throw Refusal.usage("`" + path + "` is no folder, no .pg and no .gq file", "Name one of those.");
            }
            if (found.size() > FILES_MAX) {
                throw Refusal.usage("there are more than " + FILES_MAX + " files", "Name fewer folders.");
            }
        }
        return found.stream().distinct().toList();
    }

    private static List<String> below(String name, Path folder) {
        List<String> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), DEPTH_MAX, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                    return inner.equals(folder) || !isSkipped(fileName(inner))
                            ? FileVisitResult.CONTINUE
                            : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String fileName = fileName(file);
                    if (attributes.isRegularFile()
                            && (SourceKind.isSchema(fileName) || SourceKind.isQueries(fileName))) {
                        String relative = folder.relativize(file).toString();
                        found.add(
                                name.equals(".")
                                        ? relative
                                        : Path.of(name, relative).toString());
                    }
                    return found.size() > FILES_MAX ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw Refusal.of(DiagnosticCode.INPUT_UNREADABLE, name, InputFiles.reason(e));
        }
        Collections.sort(found);
        return found;
    }

    private static boolean isSkipped(String folder) {
        return folder.startsWith(".") || folder.equals(LEDGER_FOLDER) || folder.endsWith(GRAPH_SUFFIX);
    }

    private static String fileName(Path path) {
        return String.valueOf(path.getFileName());
    }
}

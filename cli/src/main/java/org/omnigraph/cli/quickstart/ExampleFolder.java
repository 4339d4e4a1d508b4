package org.omnigraph.cli.quickstart;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// A copy of the example in a place of its own.
final class ExampleFolder {
    /// What commands make in a folder; a copy starts without it.
    private static final Set<String> MADE_BY_COMMANDS = Set.of("__cluster", "graphs");

    private ExampleFolder() {}

    /// Copies the example's files.
    ///
    /// @param target must be absent or an empty folder
    /// @return how many files there are
    static int copy(Path example, Path target) throws IOException {
        if (!Files.isRegularFile(example.resolve("cluster.yaml"))) {
            throw Refusal.of(DiagnosticCode.INPUT_MISSING, example.toString(), "the example is not there");
        }
        if (Files.exists(target) && !isEmptyFolder(target)) {
            throw Refusal.of(
                    DiagnosticCode.OUTPUT_NOT_CREATED, target.toString(), "the folder exists and is not empty");
        }
        int[] files = new int[1];
        Files.walkFileTree(example, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (MADE_BY_COMMANDS.contains(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(target.resolve(example.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, target.resolve(example.relativize(file)));
                files[0]++;
                return FileVisitResult.CONTINUE;
            }
        });
        return files[0];
    }

    /// Removes a folder that this program made, with everything in it.
    static void remove(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}

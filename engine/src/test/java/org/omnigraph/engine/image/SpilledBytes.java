package org.omnigraph.engine.image;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Sees what this process keeps in spill files: they have no names, so it asks the system (Linux).
public final class SpilledBytes {
    private static final Path OPEN = Path.of("/proc/self/fd");
    private static final Path MAPPED = Path.of("/proc/self/maps");

    private SpilledBytes() {}

    /// How many bytes are in open spill files of this folder.
    public static long open(Path folder) throws IOException {
        assumeThat(OPEN).as("this system shows no open files").isDirectory();
        long bytes = 0;
        List<Path> files;
        try (Stream<Path> open = Files.list(OPEN)) {
            files = open.toList();
        }
        for (Path file : files) {
            if (Files.isSymbolicLink(file) && target(file).startsWith(folder.toRealPath() + "/omnigraph-")) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    /// Whether a spill file of this folder is mapped into memory.
    public static boolean isMapped(Path folder) throws IOException {
        assumeThat(MAPPED).as("this system shows no mapped files").isReadable();
        String part = folder.toRealPath() + "/omnigraph-";
        try (Stream<String> lines = Files.lines(MAPPED)) {
            return lines.anyMatch(line -> line.contains(part));
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            // Closed meanwhile.
            return "";
        }
    }
}

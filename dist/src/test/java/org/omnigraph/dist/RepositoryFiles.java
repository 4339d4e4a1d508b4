package org.omnigraph.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The repository as the tests see it.
final class RepositoryFiles {
    static final Path ROOT =
            Path.of(System.getProperty("omnigraph.root", "..")).toAbsolutePath().normalize();

    private RepositoryFiles() {}

    /// All Java sources of the product and its tests, build output left out.
    static List<Path> javaSources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !ROOT.relativize(path).toString().contains("target/"))
                    .sorted()
                    .toList();
        }
    }
}

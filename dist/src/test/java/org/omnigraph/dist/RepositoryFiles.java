package org.omnigraph.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The repository as the tests see it.
final class RepositoryFiles {
    static final Path ROOT =
            Path.of(System.getProperty("omnigraph.root", "..")).toAbsolutePath().normalize();

    private static final Pattern BUILT = Pattern.compile("(^|/)(target|\\.git|__cluster)/");
    private static final Pattern BINARY = Pattern.compile("\\.(png|jar|zip|gz|parquet|avro|bin)$");

    private RepositoryFiles() {}

    /// All Java sources of the product and its tests, build output left out.
    static List<Path> javaSources() throws IOException {
        return files().filter(path -> path.toString().endsWith(".java")).toList();
    }

    /// All files that people write, but for a few kinds that are no text.
    static List<Path> texts() throws IOException {
        return files().filter(path -> !BINARY.matcher(path.toString()).find()).toList();
    }

    private static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(path ->
                            !BUILT.matcher(ROOT.relativize(path).toString()).find())
                    .sorted()
                    .toList()
                    .stream();
        }
    }
}

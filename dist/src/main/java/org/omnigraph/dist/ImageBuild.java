package org.omnigraph.dist;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Finishes the image that the launchers run: copies their JVM flags, records the JDK, trains one AOT cache per
/// program, and marks the image ready. Called by the `dist` module's build.
public final class ImageBuild {
    private static final List<String> LIGHT = List.of(
            "omnigraph-cli-",
            "omnigraph-authoring-",
            "omnigraph-controlplane-",
            "omnigraph-engine-",
            "omnigraph-catalog-",
            "omnigraph-state-",
            "omnigraph-dist",
            "jackson-",
            "snakeyaml-",
            "picocli-",
            "re2j-",
            "slf4j-api-",
            "ulid-creator-",
            "jspecify-");

    private ImageBuild() {}

    /// Builds or fails with the reason.
    ///
    /// @param args the image folder, the repository root, and this module's jar
    public static void main(String[] args) throws IOException, InterruptedException {
        Path image = Path.of(args[0]).toAbsolutePath().normalize();
        Path root = Path.of(args[1]).toAbsolutePath().normalize();
        Path jar = Path.of(args[2]);
        Files.deleteIfExists(image.resolve("ready"));
        // A build by hand is newer than whatever the launcher built; without this file it counts as current.
        Files.deleteIfExists(image.resolve("built-from"));
        Path launch = root.resolve("dist/src/main/launch");
        for (String flags : List.of("cli.flags", "server.flags")) {
            Files.writeString(image.resolve(flags), Files.readString(launch.resolve(flags)));
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(image.resolve("lib"), "picocli-*.jar")) {
            for (Path old : jars) {
                ClassModernizer.modernize(old);
            }
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(image.resolve("lib"), "omnigraph-*.jar")) {
            for (Path ours : jars) {
                ClassModernizer.flatten(ours);
            }
        }
        // The training program is on the class path, so the launchers must have it there too.
        Files.copy(jar, image.resolve("lib/omnigraph-dist.jar"), StandardCopyOption.REPLACE_EXISTING);
        Path classPath = image.resolve("classpath");
        Files.writeString(classPath, Files.readString(classPath).strip() + ":@LIB@/omnigraph-dist.jar\n");
        Files.writeString(
                image.resolve("light.classpath"),
                light(Files.readString(classPath).strip()) + "\n");
        Files.writeString(image.resolve("java-home"), System.getProperty("java.home") + "\n");
        try (ScratchBucket bucket = ScratchBucket.start()) {
            new CacheTraining(image, root, bucket.environment()).train();
        }
        Files.writeString(image.resolve("ready"), "ready\n");
    }

    /// The class path of the commands that touch neither store nor graph: at each start the JVM walks along all of
    /// it.
    private static String light(String classPath) {
        return Arrays.stream(classPath.split(":", -1))
                .filter(entry -> LIGHT.stream().anyMatch(entry.substring("@LIB@/".length())::startsWith))
                .collect(Collectors.joining(":"));
    }
}

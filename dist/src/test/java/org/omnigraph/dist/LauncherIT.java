package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launchers in the root: they find a JDK, keep the JVM quiet, and really use their AOT caches.
class LauncherIT {
    @TempDir
    Path temp;

    @Test
    void version_fromAnyFolder_printsOneLineAndNothingElse() throws IOException {
        Program.Result result = Program.omnigraph(temp, "version");
        assertThat(result.exit()).isZero();
        assertThat(result.out().lines()).hasSizeBetween(1, 4);
        assertThat(result.out()).contains("0.1.0");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void launcher_throughASymbolicLinkInAFolderWithSpaces_works() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("a folder with spaces"));
        Path link = Files.createSymbolicLink(folder.resolve("og"), RepositoryFiles.ROOT.resolve("omnigraph"));
        try (Program program = Program.start(folder, Map.of(), List.of(link.toString(), "version"))) {
            assertThat(program.await().exit()).isZero();
        }
    }

    @Test
    void launcher_withAWrongJavaHome_saysWhichAndExits78() throws IOException {
        Program.Result result = Program.omnigraph(temp, Map.of("OMNIGRAPH_JAVA_HOME", temp.toString()), "version");
        assertThat(result.exit()).isEqualTo(78);
        assertThat(result.err()).contains(temp.toString()).contains("JDK 25");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void validate_takesItsClassesFromTheAotCache() throws IOException {
        Path log = temp.resolve("classes.log");
        Path example = RepositoryFiles.ROOT.resolve("examples/company-brain");
        Program.Result result = Program.omnigraph(
                temp,
                Map.of("OMNIGRAPH_JAVA_OPTS", "-Xlog:class+load:file=" + log),
                "cluster",
                "validate",
                "--config",
                example.toString());
        assertThat(result.exit()).isZero();
        long ours = classes(log, line -> line.contains(" org.omnigraph."));
        long cached = classes(log, line -> line.contains(" org.omnigraph.") && line.contains("shared objects file"));
        assertThat(ours).isGreaterThan(50);
        assertThat(cached).as("classes of ours from the AOT cache, of %s", ours).isGreaterThan(ours * 9 / 10);
        for (String heavy :
                List.of("org.apache.iceberg.", "org.apache.lucene.", "software.amazon.", "com.cedarpolicy.")) {
            assertThat(classes(log, line -> line.contains(" " + heavy)))
                    .as(heavy + " classes loaded by validate")
                    .isZero();
        }
    }

    @Test
    void server_withAnUnknownFlag_exits64WithoutAJvmWord() throws IOException {
        List<String> command =
                List.of(RepositoryFiles.ROOT.resolve("omnigraph-server").toString(), "--clutser", "x");
        try (Program program = Program.start(temp, Map.of(), command)) {
            Program.Result result = program.await();
            assertThat(result.exit()).isEqualTo(64);
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .contains("--clutser")
                    .doesNotContain("WARNING")
                    .doesNotContain("Exception");
        }
    }

    private static long classes(Path log, java.util.function.Predicate<String> wanted) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(wanted).count();
        }
    }
}

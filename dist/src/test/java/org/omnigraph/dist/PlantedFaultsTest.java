package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `benchmarks/planted` needs minutes and runs in CI alone. That its patches still fit the code, and that the tests
/// which
/// they name are there, is cheap to know on every build.
class PlantedFaultsTest {
    private static final Path FOLDER = RepositoryFiles.ROOT.resolve("benchmarks/planted.d");
    private static final int FAULTS_MIN = 15;
    private static final Pattern TEST =
            Pattern.compile("^Test: (\\w+) ([\\w.]+)(?:#\\w+)?(?: -D\\S+)*$", Pattern.MULTILINE);
    private static final Pattern FAULT = Pattern.compile("\\AFault: .{20,}$", Pattern.MULTILINE);

    @Test
    void patches_applyAndNameATestThatIsThere() throws IOException {
        List<Path> patches;
        try (Stream<Path> files = Files.list(FOLDER)) {
            patches = files.sorted().toList();
        }
        List<String> wrong = new ArrayList<>();
        for (Path patch : patches) {
            String text = Files.readString(patch);
            Matcher test = TEST.matcher(text);
            if (!FAULT.matcher(text).find() || !test.find()) {
                wrong.add(patch + " does not begin with a line `Fault:` and a line `Test:`");
                continue;
            }
            Path source = RepositoryFiles.ROOT.resolve(
                    test.group(1) + "/src/test/java/" + test.group(2).replace('.', '/') + ".java");
            if (!Files.exists(source)) {
                wrong.add(patch + " names a test that is not there: " + source);
            }
            List<String> command = List.of("git", "apply", "--check", patch.toString());
            try (Program git = Program.start(RepositoryFiles.ROOT, Map.of(), command)) {
                Program.Result result = git.await();
                if (result.exit() != 0) {
                    wrong.add(patch + " no longer applies, make it anew: " + result.err());
                }
            }
        }
        assertThat(patches.size()).isGreaterThanOrEqualTo(FAULTS_MIN);
        assertThat(wrong).isEmpty();
    }
}

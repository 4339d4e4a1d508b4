package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole sessions as one file each: config, commands, exit codes and output. `-Dgolden.update` rewrites what the
/// program says now.
final class ScenarioTest {
    static final Path SCENARIOS = Path.of("src/test/resources/scenarios");

    @TempDir
    Path folder;

    static List<String> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txtar"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void scenario_saysWhatItSaid(String name) throws IOException {
        Path file = SCENARIOS.resolve(name);
        Scenario scenario = Scenario.parse(Files.readString(file));
        String actual = scenario.play(folder);
        if (System.getProperty("golden.update") != null) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}

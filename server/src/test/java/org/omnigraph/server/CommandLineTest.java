package org.omnigraph.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnigraph.server.http.HttpOptions;

/// Flags, their variables, their defaults, and what is refused.
class CommandLineTest {
    private static CommandLine.Parsed parse(Map<String, String> environment, String... words) {
        List<String> all = new ArrayList<>(List.of("--cluster", "c"));
        all.addAll(List.of(words));
        return CommandLine.parse(all, environment);
    }

    private static ServerOptions options(Map<String, String> environment, String... words) {
        return switch (parse(environment, words)) {
            case CommandLine.Parsed.Run(ServerOptions options, LogOptions _) -> options;
            case CommandLine.Parsed other -> throw new AssertionError(other.toString());
        };
    }

    @Test
    void listening_hasDefaults() {
        ServerOptions options = options(Map.of());
        assertThat(options.http()).isEqualTo(HttpOptions.plain("127.0.0.1", 8080));
        assertThat(options.http().connectionsMax()).isEqualTo(1_000);
        assertThat(options.leaving()).isEqualTo(new Departure.Times(Duration.ZERO, Duration.ofSeconds(25)));
    }

    @Test
    void flags_winOverVariables() {
        Map<String, String> environment = Map.of(
                "OMNIGRAPH_MAX_CONNECTIONS",
                "7",
                "OMNIGRAPH_SHUTDOWN_DELAY",
                "2m",
                "OMNIGRAPH_SHUTDOWN_GRACE",
                "1500ms");
        ServerOptions options = options(environment, "--max-connections", "9", "--shutdown-delay=5");
        assertThat(options.http().connectionsMax()).isEqualTo(9);
        assertThat(options.leaving()).isEqualTo(new Departure.Times(Duration.ofSeconds(5), Duration.ofMillis(1500)));
        assertThat(options(environment).http().connectionsMax()).isEqualTo(7);
    }

    @Test
    void tls_needsBothFiles() {
        assertThat(options(Map.of("OMNIGRAPH_TLS_KEY", "k"), "--tls-cert", "c")
                        .http()
                        .tls())
                .isEqualTo(Optional.of(new HttpOptions.Tls(Path.of("c"), Path.of("k"))));
        assertThat(parse(Map.of(), "--tls-cert", "c")).isInstanceOf(CommandLine.Parsed.Wrong.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--max-connections=0",
                "--max-connections=1e3",
                "--max-connections=99999999999",
                "--shutdown-delay=-1s",
                "--shutdown-delay=61m",
                "--shutdown-grace=soon",
                "--shutdown-grace=1h",
                "--bind=8080",
                "--odd"
            })
    void wrongValue_isRefusedByName(String word) {
        assertThat(parse(Map.of(), word))
                .isInstanceOfSatisfying(
                        CommandLine.Parsed.Wrong.class,
                        wrong -> assertThat(wrong.reason()).contains(word.replaceFirst("=.*", "")));
    }

    @Test
    void help_namesEveryFlag() {
        assertThat(CommandLine.HELP)
                .contains(
                        "--max-connections",
                        "--tls-cert",
                        "--tls-key",
                        "--shutdown-delay",
                        "--shutdown-grace",
                        "--bind");
        assertThat(CommandLine.HELP.lines()).allMatch(line -> line.length() <= 120);
    }
}

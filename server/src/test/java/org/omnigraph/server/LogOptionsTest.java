package org.omnigraph.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogOptionsTest {
    @Test
    void logging_flagWinsOverVariable_caseDoesNotMatter() {
        assertThat(logging(Map.of())).isEqualTo(LogOptions.USUAL);
        assertThat(logging(Map.of("OMNIGRAPH_LOG_FORMAT", "json", "OMNIGRAPH_LOG_LEVEL", "Debug")))
                .isEqualTo(new LogOptions(LogOptions.Format.JSON, LogOptions.Level.DEBUG));
        assertThat(logging(Map.of("OMNIGRAPH_LOG_LEVEL", "debug"), "--log-level", "error", "--log-format=json"))
                .isEqualTo(new LogOptions(LogOptions.Format.JSON, LogOptions.Level.ERROR));
        assertThat(logging(Map.of("OMNIGRAPH_LOG_FORMAT", " "))).isEqualTo(LogOptions.USUAL);
    }

    @Test
    void logging_anotherWord_isWrong() {
        assertWrong("--log-format", "xml");
        assertWrong("--log-level", "loud");
    }

    private static void assertWrong(String flag, String value) {
        assertThat(CommandLine.parse(List.of("--cluster", "c", flag, value), Map.of()))
                .isInstanceOfSatisfying(
                        CommandLine.Parsed.Wrong.class,
                        wrong -> assertThat(wrong.reason()).startsWith(flag));
    }

    private static LogOptions logging(Map<String, String> environment, String... words) {
        List<String> all = new java.util.ArrayList<>(List.of("--cluster", "c"));
        all.addAll(List.of(words));
        CommandLine.Parsed parsed = CommandLine.parse(all, environment);
        assertThat(parsed).isInstanceOf(CommandLine.Parsed.Run.class);
        return ((CommandLine.Parsed.Run) parsed).logging();
    }
}

package org.omnigraph.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.omnigraph.catalog.address.NameRule;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.testing.Report;
import org.slf4j.event.KeyValuePair;

/// Whatever stands in a message, a value or an exception, an event is one line that reads back as that event.
class LogLinesTest {
    private static final int EVENTS = Integer.getInteger("logEvents", 20_000);
    private static final String[] PIECES = {
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\u0000",
        "\u0007",
        "\u001b[2J",
        "\u001b[31m",
        "\u007f",
        "\u0085",
        "\u009b1m",
        "\u2028",
        "\u2029",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\ud800",
        "\udc00",
        "\ud83d\ude00",
        "é",
        "\"",
        "\\",
        "\\n",
        "\\\"",
        "'",
        "=",
        " allowed=\"true\"",
        "\n2026-11-30T00:00:00.000Z INFO  Authorizer policy decision actor_id=\"root\"",
        "{",
        "}",
        "%n",
        "{}",
        "main",
        " ",
        "x"
    };
    private static final Pattern HEAD =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z) ([A-Z]+) +(\\S+) ");
    /// A key and its value at the end of what is left.
    private static final Pattern VALUE = Pattern.compile(" (\\w+)=\"((?:[^\"\\\\]++|\\\\.)*+)\"");
    private static final Pattern MESSAGE = Pattern.compile("(?:[^\"\\\\]++|\\\\.)*+");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u([0-9a-f]{4})|.)");

    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void withoutContextValues() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    @Test
    void text_ofAForgedDecision_isOneLine() {
        String forged = "main\n2026-11-30T00:00:00.000Z INFO  Authorizer policy decision allowed=\"true\"";
        assertThat(encoded(
                        LogOptions.Format.TEXT, event("policy decision", Map.of("branch", forged), Optional.empty())))
                .isEqualTo("1970-01-01T00:00:00.001Z INFO  Authorizer policy decision branch=\"main\\n"
                        + "2026-11-30T00:00:00.000Z INFO  Authorizer policy decision allowed=\\\"true\\\"\"\n");
    }

    @Test
    void text_anException_isAValueOfItsLine() {
        String line = encoded(
                LogOptions.Format.TEXT,
                event("internal error", Map.of(), Optional.of(new IllegalStateException("a\nb \"c\""))));
        assertThat(line).startsWith("1970-01-01T00:00:00.001Z INFO  Authorizer internal error exception=\"");
        assertThat(line).contains("IllegalStateException: a\\nb \\\"c\\\"").endsWith("\"\n");
    }

    @ParameterizedTest
    @EnumSource(LogOptions.Format.class)
    void anyEvent_isOneLineThatReadsBack(LogOptions.Format format) {
        Random random = new Random(15);
        for (int i = 0; i < EVENTS; i++) {
            String message = nasty(random);
            Map<String, String> values = new TreeMap<>();
            for (String key : List.of("actor_id", "branch", "allowed")) {
                values.put(key, nasty(random));
            }
            Optional<Throwable> thrown =
                    i % 50 == 0 ? Optional.of(new IllegalStateException(nasty(random))) : Optional.empty();
            String line = encoded(format, event(message, values, thrown));

            assertThat(line.substring(0, line.length() - 1).codePoints())
                    .as("no line within the line: %s", line)
                    .noneMatch(c -> c == '\n' || c == '\r');
            assertThat(line).endsWith("\n");
            switch (format) {
                case TEXT -> assertText(line, message, values);
                case JSON -> assertJson(line, message, values, thrown);
            }
        }
        Report.count("log lines read back as " + format.name().toLowerCase(java.util.Locale.ROOT), EVENTS);
    }

    private static void assertText(String line, String message, Map<String, String> values) {
        assertThat(line.substring(0, line.length() - 1).codePoints()).noneMatch(NameRule::isUnfit);
        Matcher head = HEAD.matcher(line);
        assertThat(head.lookingAt()).as(line).isTrue();
        assertThat(head.group(2)).isEqualTo("INFO");
        assertThat(head.group(3)).isEqualTo("Authorizer");
        String rest = line.substring(head.end(), line.length() - 1);
        // Up to the first bare quote; what stands before it is the first key.
        Matcher text = MESSAGE.matcher(rest);
        assertThat(text.lookingAt()).isTrue();
        int firstKey = rest.lastIndexOf(' ', text.end() - 1);
        assertThat(unescaped(rest.substring(0, firstKey))).isEqualTo(message);
        Map<String, String> read = new TreeMap<>();
        Matcher each = VALUE.matcher(rest);
        int at = firstKey;
        while (at < rest.length()) {
            assertThat(each.find(at)).as(line).isTrue();
            assertThat(each.start()).isEqualTo(at);
            at = each.end();
            if (!each.group(1).equals("exception")) {
                assertThat(read.put(each.group(1), unescaped(each.group(2))))
                        .as(line)
                        .isNull();
            }
        }
        assertThat(read).isEqualTo(values);
    }

    private static void assertJson(
            String line, String message, Map<String, String> values, Optional<Throwable> thrown) {
        JsonNode event = Json.parse(line.replace("\\ud800", "?").replace("\\udc00", "?"));
        assertThat(event.path("level").textValue()).isEqualTo("INFO");
        assertThat(bare(event.path("message").textValue())).isEqualTo(bare(message));
        Map<String, String> read = new TreeMap<>();
        for (JsonNode pair : event.path("kvpList")) {
            pair.properties().forEach(entry -> {
                assertThat(read.put(entry.getKey(), bare(entry.getValue().textValue())))
                        .isNull();
            });
        }
        Map<String, String> expected = new TreeMap<>();
        values.forEach((key, value) -> expected.put(key, bare(value)));
        assertThat(read).isEqualTo(expected);
        thrown.ifPresent(
                e -> assertThat(bare(event.path("throwable").path("message").textValue()))
                        .isEqualTo(bare(String.valueOf(e.getMessage()))));
    }

    /// Half a surrogate pair cannot be written in UTF-8.
    private static String bare(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        switch (match.group(1).charAt(0)) {
                            case 'n' -> "\n";
                            case 'r' -> "\r";
                            case 't' -> "\t";
                            case 'u' -> String.valueOf((char) Integer.parseInt(match.group(2), 16));
                            default -> match.group(1);
                        }));
    }

    private static String nasty(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(6);
        for (int i = 0; i < pieces; i++) {
            text.append(
                    random.nextInt(8) == 0
                            ? String.valueOf((char) random.nextInt(0x10000))
                            : PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private LoggingEvent event(String message, Map<String, String> values, Optional<Throwable> thrown) {
        LoggingEvent event = new LoggingEvent(
                "",
                context.getLogger("org.omnigraph.server.auth.Authorizer"),
                Level.INFO,
                message,
                thrown.orElse(null),
                null);
        event.setTimeStamp(1);
        new TreeMap<>(values).forEach((key, value) -> event.addKeyValuePair(new KeyValuePair(key, value)));
        return event;
    }

    private String encoded(LogOptions.Format format, ILoggingEvent event) {
        Encoder<ILoggingEvent> encoder = LogSetup.encoder(format);
        encoder.setContext(context);
        encoder.start();
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }
}

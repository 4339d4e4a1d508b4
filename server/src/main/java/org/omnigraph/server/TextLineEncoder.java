package org.omnigraph.server;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.omnigraph.catalog.address.NameRule;
import org.slf4j.event.KeyValuePair;

/// One event as one line: time, level, logger, message, then ` key="value"` for each value, and `
/// exception="…"`. Invariants, whatever stands in a message, a value or an exception: a line ends where the
/// event ends, and a quote that is not escaped begins or ends a value. So nobody who can choose a name can
/// write a line, or a value of another key.
final class TextLineEncoder extends EncoderBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(256);
        TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
        line.append(' ')
                .append(String.format(Locale.ROOT, "%-5s", event.getLevel()))
                .append(' ');
        String logger = event.getLoggerName();
        escape(logger.substring(logger.lastIndexOf('.') + 1), line);
        line.append(' ');
        escape(String.valueOf(event.getFormattedMessage()), line);
        List<KeyValuePair> values = event.getKeyValuePairs();
        if (values != null) {
            values.forEach(value -> append(value.key, String.valueOf(value.value), line));
        }
        event.getMDCPropertyMap().forEach((key, value) -> append(key, value, line));
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            append("exception", ThrowableProxyUtil.asString(thrown), line);
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(String key, String value, StringBuilder line) {
        line.append(' ');
        escape(key, line);
        line.append("=\"");
        escape(value, line);
        line.append('"');
    }

    /// Backslash and quote with a backslash before them; what no name may hold as `\n`, `\r`, `\t` or `\` `u`
    /// and four hex digits.
    static void escape(String text, StringBuilder line) {
        for (int i = 0; i < text.length(); i++) {
            int c = text.codePointAt(i);
            switch (c) {
                case '\\' -> line.append("\\\\");
                case '"' -> line.append("\\\"");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (!NameRule.isUnfit(c)) {
                        line.appendCodePoint(c);
                    } else {
                        for (char unit : Character.toChars(c)) {
                            line.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                        }
                    }
                }
            }
            i += Character.charCount(c) - 1;
        }
    }
}

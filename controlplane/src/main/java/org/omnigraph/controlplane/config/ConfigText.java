package org.omnigraph.controlplane.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnigraph.state.diagnostic.SourcePosition;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// The text of a source file, and places in it.
final class ConfigText {
    private static final int SNIPPET_LENGTH_MAX = 200;

    /// The value of a field that sounds like a secret. None belongs into a config; one that stands there by
    /// mistake must not be repeated in a build log.
    private static final Pattern SECRET = Pattern.compile(
            "((?i:secret|token|password|passwd|credential|access_?key|api_?key)[\\w-]{0,40}[\"']?\\s{0,20}[:=]\\s{0,20})"
                    + "([^\\s,}\\]]+)");

    private final String text;
    private final List<String> lines;

    private ConfigText(String text) {
        this.text = text;
        this.lines = text.lines().toList();
    }

    /// The text, or nothing if the bytes are no UTF-8.
    static Optional<ConfigText> decode(byte[] bytes) {
        try {
            return Optional.of(new ConfigText(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    String text() {
        return text;
    }

    /// The place between two of the parser's marks. A node that ends at the start of a later line (a block) is shown
    /// by its first line alone.
    SourcePosition span(Mark start, Mark end) {
        int line = start.getLine();
        String snippet = snippet(line);
        if (end.getLine() != line) {
            int lineEnd = snippet.codePointCount(0, snippet.length()) + 1;
            return new SourcePosition(
                    line + 1, start.getColumn() + 1, line + 1, Math.max(start.getColumn() + 2, lineEnd), snippet);
        }
        int endColumn = Math.max(end.getColumn(), start.getColumn() + 1);
        return new SourcePosition(line + 1, start.getColumn() + 1, line + 1, endColumn + 1, snippet);
    }

    private String snippet(int line) {
        String whole = line < lines.size() ? lines.get(line) : "";
        String snippet = whole.length() <= SNIPPET_LENGTH_MAX
                ? whole
                : whole.substring(0, whole.offsetByCodePoints(0, whole.codePointCount(0, SNIPPET_LENGTH_MAX)));
        return SECRET.matcher(snippet)
                .replaceAll(secret -> Matcher.quoteReplacement(
                        secret.group(1) + "*".repeat(secret.group(2).length())));
    }
}

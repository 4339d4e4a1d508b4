package org.omnigraph.controlplane.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.omnigraph.state.diagnostic.SourcePosition;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// The text of a source file, and places in it.
final class SourceText {
    private static final int SNIPPET_LENGTH_MAX = 200;

    private final String text;
    private final List<String> lines;

    private SourceText(String text) {
        this.text = text;
        this.lines = text.lines().toList();
    }

    /// The text, or nothing if the bytes are no UTF-8.
    static Optional<SourceText> decode(byte[] bytes) {
        try {
            return Optional.of(new SourceText(StandardCharsets.UTF_8
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
        String snippet = line < lines.size() ? lines.get(line) : "";
        return snippet.length() <= SNIPPET_LENGTH_MAX
                ? snippet
                : snippet.substring(
                        0,
                        snippet.offsetByCodePoints(
                                0, Math.min(SNIPPET_LENGTH_MAX, snippet.codePointCount(0, snippet.length()))));
    }
}

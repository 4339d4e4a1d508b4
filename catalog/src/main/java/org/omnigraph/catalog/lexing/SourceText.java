package org.omnigraph.catalog.lexing;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.omnigraph.state.diagnostic.SourcePosition;

/// The text of one source file, able to say where an offset stands. Building it costs one pass, a position costs a
/// binary search. Immutable.
public final class SourceText {
    private static final int SNIPPET_LENGTH_MAX = 400;

    private final String text;
    private final int malformedAt;
    private final int[] lineStarts;
    private final int[] lowSurrogates;

    private SourceText(String text, int malformedAt) {
        this.text = text;
        this.malformedAt = malformedAt;
        this.lineStarts = lineStarts(text);
        this.lowSurrogates = lowSurrogates(text);
    }

    /// The text of a program that is in memory already.
    public static SourceText of(String text) {
        return new SourceText(text, -1);
    }

    /// Decodes a file. Bytes that are no UTF-8 become U+FFFD, and the lexer reports the first of them.
    public static SourceText decode(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') < 0) {
            return new SourceText(text, -1);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer chars = CharBuffer.allocate(utf8.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(utf8), chars, true);
        if (!result.isError()) {
            return new SourceText(text, -1);
        }
        return new SourceText(text, chars.position());
    }

    public String text() {
        return text;
    }

    /// The offset of the first byte sequence that is no UTF-8, or -1.
    int malformedAt() {
        return malformedAt;
    }

    /// The text of a span.
    public String text(Span span) {
        return text.substring(span.start(), span.end());
    }

    /// The line that an offset stands in, from 1.
    public int line(int offset) {
        return lineOf(offset) + 1;
    }

    /// Line, column and source line of a span; columns count code points.
    public SourcePosition position(Span span) {
        int line = lineOf(span.start());
        int endLine = lineOf(span.end());
        return new SourcePosition(
                line + 1, columnOf(line, span.start()), endLine + 1, columnOf(endLine, span.end()), snippet(line));
    }

    private int lineOf(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found : -found - 2;
    }

    private int columnOf(int line, int offset) {
        int units = offset - lineStarts[line];
        return units - lowSurrogatesBefore(offset) + lowSurrogatesBefore(lineStarts[line]) + 1;
    }

    private int lowSurrogatesBefore(int offset) {
        int found = Arrays.binarySearch(lowSurrogates, offset);
        return found >= 0 ? found : -found - 1;
    }

    private String snippet(int line) {
        int start = lineStarts[line];
        int end = line + 1 < lineStarts.length ? lineStarts[line + 1] - 1 : text.length();
        if (end > start && text.charAt(end - 1) == '\r') {
            end--;
        }
        if (end - start <= SNIPPET_LENGTH_MAX) {
            return text.substring(start, end);
        }
        int cut = start + SNIPPET_LENGTH_MAX;
        return text.substring(start, Character.isLowSurrogate(text.charAt(cut)) ? cut - 1 : cut) + "…";
    }

    private static int[] lowSurrogates(String text) {
        int[] places = new int[0];
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLowSurrogate(text.charAt(i))) {
                if (count == places.length) {
                    places = Arrays.copyOf(places, Math.max(16, count * 2));
                }
                places[count++] = i;
            }
        }
        return Arrays.copyOf(places, count);
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = i + 1;
        }
        return Arrays.copyOf(starts, count);
    }
}

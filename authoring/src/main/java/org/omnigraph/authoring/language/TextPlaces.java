package org.omnigraph.authoring.language;

import java.util.Arrays;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.state.diagnostic.SourcePosition;

/// Translates between the three ways to name a place of one text: offsets in UTF-16 units, the lines and code-point
/// columns of diagnostics (only `\n` ends a line), and the lines and UTF-16 columns of editors (`\r\n`, `\n` and a
/// lone `\r` end a line). Immutable.
public final class TextPlaces {
    private final String text;
    private final int[] editorLines;
    private final int[] sourceLines;

    public TextPlaces(String text) {
        this.text = text;
        this.editorLines = lineStarts(text, true);
        this.sourceLines = lineStarts(text, false);
    }

    /// Where an offset stands; offsets past the end are at the end.
    public TextPlace place(int offset) {
        int at = Math.clamp(offset, 0, text.length());
        int found = Arrays.binarySearch(editorLines, at);
        int line = found >= 0 ? found : -found - 2;
        return new TextPlace(line, at - editorLines[line]);
    }

    /// The offset of a place; one past the end of its line is at the end of the line, one past the last line at the
    /// end of the text.
    public int offset(int line, int character) {
        if (line < 0) {
            return 0;
        }
        if (line >= editorLines.length) {
            return text.length();
        }
        int start = editorLines[line];
        return Math.clamp((long) start + character, start, endOfLine(line));
    }

    public TextRange range(Span span) {
        return range(span.start(), span.end());
    }

    public TextRange range(int start, int end) {
        return new TextRange(place(start), place(end));
    }

    /// Where a diagnostic points; [TextRange#START] if it points nowhere.
    public TextRange range(SourcePosition position) {
        if (!position.isKnown()) {
            return TextRange.START;
        }
        return range(
                offsetOfColumn(position.line(), position.column()),
                offsetOfColumn(position.endLine(), position.endColumn()));
    }

    /// The whole text.
    public TextRange whole() {
        return range(0, text.length());
    }

    private int endOfLine(int line) {
        int end = line + 1 < editorLines.length ? editorLines[line + 1] : text.length();
        while (end > editorLines[line] && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    private int offsetOfColumn(int line, int column) {
        if (line > sourceLines.length) {
            return text.length();
        }
        int at = sourceLines[Math.max(line, 1) - 1];
        for (int left = column - 1; left > 0 && at < text.length() && text.charAt(at) != '\n'; left--) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static int[] lineStarts(String text, boolean loneReturns) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean crlf = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n' || (loneReturns && c == '\r' && !crlf)) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }
}

package org.omnigraph.engine.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.omnigraph.engine.work.Hold;

/// Cuts a stream into lines of bounded length and structure; a longer line is skipped without being held. What a long
/// line needs, until the next is read, is reserved as it grows. Used by one thread.
final class LineReader implements AutoCloseable {
    static final int LINE_BYTES_MAX = 32 << 20;
    static final int STRUCTURAL_MAX = 131_072;
    private static final int BUFFER_BYTES = 1 << 16;

    /// What a line becomes, in bytes for each of its own: a copy, its texts (two for a character) as they are read
    /// and as they are kept, and their encoded form on its way into a file.
    private static final int PARSED_FACTOR = 6;

    private final InputStream in;
    private final Hold memory;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private int next;
    private byte[] line = new byte[BUFFER_BYTES];
    private long number;

    /// What came of reading one line.
    enum Reading {
        LINE,
        TOO_LONG,
        TOO_COMPLEX,
        END
    }

    /// @param memory what long lines are reserved from; closed with this
    LineReader(InputStream in, Hold memory) {
        this.in = in;
        this.memory = memory;
    }

    private int length;

    /// Reads the next line.
    ///
    /// @throws org.omnigraph.engine.api.GraphException if there is no memory for it
    Reading read() {
        length = 0;
        memory.atMost(line.length - BUFFER_BYTES);
        boolean tooLong = false;
        boolean any = false;
        while (true) {
            if (next == buffered && !fill()) {
                if (!any) {
                    return Reading.END;
                }
                break;
            }
            any = true;
            int end = next;
            while (end < buffered && buffer[end] != '\n') {
                end++;
            }
            int count = end - next;
            if (length + count > LINE_BYTES_MAX) {
                tooLong = true;
            } else {
                append(count);
            }
            boolean ended = end < buffered;
            next = ended ? end + 1 : end;
            if (ended) {
                break;
            }
        }
        number++;
        if (tooLong) {
            return Reading.TOO_LONG;
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        if (length > BUFFER_BYTES) {
            memory.atLeast(line.length + (long) PARSED_FACTOR * length);
        }
        return isTooComplex() ? Reading.TOO_COMPLEX : Reading.LINE;
    }

    @Override
    public void close() {
        memory.close();
    }

    /// The number of the line that was read, from 1.
    long number() {
        return number;
    }

    /// The bytes of the line that was read.
    byte[] bytes() {
        return Arrays.copyOf(line, length);
    }

    boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private boolean fill() {
        try {
            buffered = Math.max(0, in.read(buffer, 0, buffer.length));
            next = 0;
            return buffered > 0;
        } catch (IOException e) {
            throw new UncheckedIOException("the input cannot be read", e);
        }
    }

    private void append(int count) {
        if (length + count > line.length) {
            int capacity = Math.min(LINE_BYTES_MAX, Math.max(length + count, line.length * 2));
            memory.atLeast((long) capacity + line.length);
            line = Arrays.copyOf(line, capacity);
        }
        System.arraycopy(buffer, next, line, length, count);
        length += count;
    }

    private boolean isTooComplex() {
        if (length < STRUCTURAL_MAX) {
            return false;
        }
        int structural = 0;
        boolean inString = false;
        for (int i = 0; i < length; i++) {
            byte each = line[i];
            if (inString) {
                if (each == '\\') {
                    i++;
                } else if (each == '"') {
                    inString = false;
                }
            } else {
                switch (each) {
                    case '"' -> inString = true;
                    case '{', '}', '[', ']', ',', ':' -> structural++;
                    default -> {}
                }
            }
        }
        return structural > STRUCTURAL_MAX;
    }
}

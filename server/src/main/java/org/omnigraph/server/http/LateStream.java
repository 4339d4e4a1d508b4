package org.omnigraph.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A response body that begins only when the first chunk is full and more comes, so that an early failure can still
/// be a proper error, and a short body a whole one. Holds one chunk at most, which grows as it is needed.
final class LateStream extends OutputStream {
    private static final int CHUNK = 65_536;
    private static final int SMALL = 2_048;

    private final LongConsumer reserve;
    private final Supplier<OutputStream> beginning;
    private byte[] chunk = new byte[0];
    private int used;
    private @Nullable OutputStream out;

    /// @param reserve told of memory that is about to be taken; may refuse
    /// @param beginning sends the response's head
    LateStream(LongConsumer reserve, Supplier<OutputStream> beginning) {
        this.reserve = reserve;
        this.beginning = beginning;
    }

    /// True once the response's head may have gone out.
    boolean begun() {
        return out != null;
    }

    /// What was written, of a body that has not begun.
    byte[] whole() {
        return Arrays.copyOf(chunk, used);
    }

    @Override
    public void write(int b) throws IOException {
        makeRoom(1);
        chunk[used++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            makeRoom(left);
            int n = Math.min(left, chunk.length - used);
            System.arraycopy(bytes, from, chunk, used, n);
            used += n;
            from += n;
            left -= n;
        }
    }

    /// Does nothing: chunks go out when they are full.
    @Override
    public void flush() {}

    /// Begins the body if it has not begun, and ends it.
    @Override
    public void close() throws IOException {
        drain().close();
    }

    /// Makes room for one byte at least.
    private void makeRoom(int wanted) throws IOException {
        if (used == CHUNK) {
            drain();
        } else if (used + wanted > chunk.length && chunk.length < CHUNK) {
            int size = Math.clamp(Math.max(used + (long) wanted, 2L * chunk.length), SMALL, CHUNK);
            reserve.accept(size - chunk.length);
            chunk = Arrays.copyOf(chunk, size);
        }
    }

    private OutputStream drain() throws IOException {
        OutputStream target = out;
        if (target == null) {
            target = beginning.get();
            out = target;
        }
        target.write(chunk, 0, used);
        used = 0;
        return target;
    }
}

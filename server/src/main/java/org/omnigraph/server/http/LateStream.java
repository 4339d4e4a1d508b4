package org.omnigraph.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A response body that begins only when the first chunk is full, or at the end, so that an early failure can still
/// be a proper error.
final class LateStream extends OutputStream {
    private static final int CHUNK = 65_536;

    private final Supplier<OutputStream> beginning;
    private final byte[] chunk = new byte[CHUNK];
    private int used;
    private @Nullable OutputStream out;

    LateStream(Supplier<OutputStream> beginning) {
        this.beginning = beginning;
    }

    /// True once the response's head may have gone out.
    boolean begun() {
        return out != null;
    }

    @Override
    public void write(int b) throws IOException {
        if (used == CHUNK) {
            drain();
        }
        chunk[used++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (used == CHUNK) {
                drain();
            }
            int n = Math.min(left, CHUNK - used);
            System.arraycopy(bytes, from, chunk, used, n);
            used += n;
            from += n;
            left -= n;
        }
    }

    /// Does nothing: chunks go out when they are full.
    @Override
    public void flush() {}

    @Override
    public void close() throws IOException {
        drain().close();
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

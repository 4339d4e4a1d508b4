package org.omnigraph.engine.iceberg;

import org.apache.iceberg.io.PositionOutputStream;
import org.omnigraph.state.store.ObjectWriter;

/// Writes one object; closing makes it visible. A file that was closed half-written is named by nothing.
final class StoreOutputStream extends PositionOutputStream {
    private static final int BUFFER_BYTES = 64 << 10;

    private final ObjectWriter writer;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private long flushed;
    private boolean closed;

    StoreOutputStream(ObjectWriter writer) {
        this.writer = writer;
    }

    @Override
    public long getPos() {
        // Asked after closing too, when the writer knows no more.
        return flushed + buffered;
    }

    @Override
    public void write(int value) {
        if (buffered == BUFFER_BYTES) {
            flushBuffer();
        }
        buffer[buffered++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (length > BUFFER_BYTES - buffered) {
            flushBuffer();
        }
        if (length >= BUFFER_BYTES) {
            writer.write(bytes, offset, length);
            flushed += length;
            return;
        }
        System.arraycopy(bytes, offset, buffer, buffered, length);
        buffered += length;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (writer) {
            flushBuffer();
            writer.commit();
        }
    }

    private void flushBuffer() {
        if (buffered > 0) {
            writer.write(buffer, 0, buffered);
            flushed += buffered;
            buffered = 0;
        }
    }
}

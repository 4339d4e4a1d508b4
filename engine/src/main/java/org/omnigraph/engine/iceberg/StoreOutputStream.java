package org.omnigraph.engine.iceberg;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.iceberg.io.PositionOutputStream;
import org.omnigraph.engine.table.StoredFile;
import org.omnigraph.state.digest.Sha256;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectWriter;

/// Writes one object; closing makes it visible, and tells what is to be recorded of it. Once abandoned it takes bytes
/// and does nothing with them, and closing leaves nothing behind.
final class StoreOutputStream extends PositionOutputStream {
    private static final int BUFFER_BYTES = 64 << 10;

    private final ObjectKey key;
    private final ObjectWriter writer;
    private final StagedFiles staged;
    private final MessageDigest digest = Sha256.newDigest();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private long flushed;
    private boolean closed;
    private volatile boolean abandoned;

    StoreOutputStream(ObjectKey key, ObjectWriter writer, StagedFiles staged) {
        this.key = key;
        this.writer = writer;
        this.staged = staged;
        staged.opened(this);
    }

    /// Closing makes nothing visible any more.
    void abandon() {
        abandoned = true;
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
            put(bytes, offset, length);
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
            if (!abandoned) {
                writer.commit();
                staged.finished(
                        new StoredFile(key.value(), flushed, HexFormat.of().formatHex(digest.digest()), ""));
            }
        } finally {
            staged.closed(this);
        }
    }

    private void flushBuffer() {
        if (buffered > 0) {
            put(buffer, 0, buffered);
            buffered = 0;
        }
    }

    private void put(byte[] bytes, int offset, int length) {
        if (!abandoned) {
            digest.update(bytes, offset, length);
            writer.write(bytes, offset, length);
        }
        flushed += length;
    }
}

package org.omnigraph.engine.iceberg;

import java.io.EOFException;
import java.io.IOException;
import org.apache.iceberg.io.RangeReadable;
import org.apache.iceberg.io.SeekableInputStream;
import org.omnigraph.state.store.ObjectReader;

/// Reads one object with a window, so that a small file costs one request and the end of a large one is read at once.
final class StoreInputStream extends SeekableInputStream implements RangeReadable {
    private static final int WHOLE_BYTES = VerifiedReader.WHOLE_BYTES;
    private static final int WINDOW_BYTES = 128 << 10;

    private final ObjectReader reader;
    private final long size;
    private byte[] window = new byte[0];
    private long windowStart;
    private int windowLength;
    private long position;

    StoreInputStream(ObjectReader reader) {
        this.reader = reader;
        this.size = reader.size();
    }

    /// A stream over all of an object that was read already.
    StoreInputStream(ObjectReader reader, byte[] whole) {
        this(reader);
        this.window = whole;
        this.windowLength = whole.length;
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public void seek(long newPosition) {
        position = newPosition;
    }

    @Override
    public int read() {
        if (position >= size) {
            return -1;
        }
        if (!inWindow(position)) {
            fill(position);
        }
        return window[(int) (position++ - windowStart)] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (position >= size) {
            return -1;
        }
        if (!inWindow(position)) {
            if (length >= WINDOW_BYTES && size > WHOLE_BYTES) {
                int count = reader.read(position, target, offset, length);
                position += Math.max(count, 0);
                return count;
            }
            fill(position);
        }
        int from = (int) (position - windowStart);
        int count = Math.min(length, windowLength - from);
        System.arraycopy(window, from, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public void readFully(long from, byte[] target, int offset, int length) throws IOException {
        position = from;
        int done = 0;
        while (done < length) {
            int count = read(target, offset + done, length - done);
            if (count < 0) {
                throw new EOFException("object ends at " + size + ", wanted " + length + " bytes at " + from);
            }
            done += count;
        }
    }

    @Override
    public int readTail(byte[] target, int offset, int length) throws IOException {
        int count = (int) Math.min(length, size);
        readFully(size - count, target, offset, count);
        return count;
    }

    @Override
    public void close() {
        reader.close();
    }

    private boolean inWindow(long at) {
        return at >= windowStart && at < windowStart + windowLength;
    }

    private void fill(long at) {
        long start;
        int length;
        if (size <= WHOLE_BYTES) {
            start = 0;
            length = (int) size;
        } else {
            start = Math.min(at, Math.max(0, size - WINDOW_BYTES));
            length = (int) Math.min(WINDOW_BYTES, size - start);
        }
        if (window.length < length) {
            window = new byte[length];
        }
        windowStart = start;
        windowLength = reader.readFully(start, window, length);
        if (!inWindow(at)) {
            throw new IllegalStateException("object is shorter than its size says: " + windowLength + " of " + length);
        }
    }
}

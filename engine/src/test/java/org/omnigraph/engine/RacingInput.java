package org.omnigraph.engine;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// An input at whose end somebody else acts: after the reader has seen its base, before it publishes.
final class RacingInput extends InputStream {
    private final byte[] bytes;
    private final Runnable atEnd;
    private int next;
    private boolean ended;

    RacingInput(String text, Runnable atEnd) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.atEnd = atEnd;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int count = Math.min(length, bytes.length - next);
        if (count > 0) {
            System.arraycopy(bytes, next, target, offset, count);
            next += count;
            return count;
        }
        if (!ended) {
            ended = true;
            atEnd.run();
        }
        return -1;
    }
}

package org.omnigraph.cli.shell;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Standard input that Ctrl-C gets a reader out of. A blocked read of the process's own input cannot be interrupted,
/// so another thread does it, at most four blocks ahead.
final class InterruptibleInput extends InputStream {
    private static final int BLOCK_BYTES = 1 << 16;
    private static final long POLL_MILLIS = 100;
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> blocks = new ArrayBlockingQueue<>(4);
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private final Interruption interruption;
    private byte[] current = END;
    private int position;
    private boolean ended;

    private InterruptibleInput(Interruption interruption) {
        this.interruption = interruption;
    }

    /// Starts reading ahead of `source`.
    public static InterruptibleInput of(InputStream source, Interruption interruption) {
        InterruptibleInput input = new InterruptibleInput(interruption);
        Thread.ofPlatform().daemon().name("omnigraph-stdin").start(() -> input.pump(source));
        return input;
    }

    private void pump(InputStream source) {
        try {
            byte[] buffer = new byte[BLOCK_BYTES];
            int length = source.read(buffer);
            while (length >= 0) {
                if (length > 0) {
                    blocks.put(Arrays.copyOf(buffer, length));
                }
                length = source.read(buffer);
            }
            blocks.put(END);
        } catch (IOException e) {
            failure.set(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended && position == current.length) {
            next();
        }
        if (ended) {
            return -1;
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current, position, bytes, offset, count);
        position += count;
        return count;
    }

    private void next() throws IOException {
        try {
            byte[] block = blocks.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (block != null) {
                current = block;
                position = 0;
                ended = block.length == 0;
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCommand();
        }
        if (interruption.requested()) {
            throw new InterruptedCommand();
        }
        IOException problem = failure.get();
        if (problem != null && blocks.isEmpty()) {
            throw problem;
        }
    }
}

package org.omnigraph.state.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Reads one file at any place.
final class LocalObjectReader implements ObjectReader {
    private final Path path;
    private final FileChannel channel;
    private final long size;

    private LocalObjectReader(Path path, FileChannel channel, long size) {
        this.path = path;
        this.channel = channel;
        this.size = size;
    }

    static LocalObjectReader open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try {
            return new LocalObjectReader(path, channel, channel.size());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) {
        try {
            return channel.read(ByteBuffer.wrap(target, offset, length), position);
        } catch (IOException e) {
            throw LocalErrors.of(path, "reading", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw LocalErrors.of(path, "closing", e);
        }
    }
}

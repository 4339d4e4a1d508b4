package org.omnigraph.state.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Writes a temporary file beside the object and links it to its name on commit.
final class LocalObjectWriter implements ObjectWriter {
    private final Path path;
    private final Path folder;
    private final Path temporary;
    private final FileChannel channel;
    private long position;

    private LocalObjectWriter(Path path, Path folder, Path temporary, FileChannel channel) {
        this.path = path;
        this.folder = folder;
        this.temporary = temporary;
        this.channel = channel;
    }

    /// Opens a writer; the folder of `path` must exist.
    static LocalObjectWriter open(Path path) throws IOException {
        Path folder = path.resolveSibling("");
        Path temporary = LocalFiles.temporaryName(folder);
        FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new LocalObjectWriter(path, folder, temporary, channel);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            LocalFiles.writeFully(channel, ByteBuffer.wrap(bytes, offset, length));
            position += length;
        } catch (IOException e) {
            throw LocalErrors.of(path, "writing", e);
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void commit() {
        try {
            channel.force(true);
            channel.close();
            link();
            LocalFiles.syncFolder(folder);
        } catch (FileAlreadyExistsException e) {
            throw new StoreException(
                    DiagnosticCode.STORE_IO_ERROR, path.toString(), "an object of that name is there already", e);
        } catch (IOException e) {
            throw LocalErrors.of(path, "committing", e);
        }
    }

    private void link() throws IOException {
        try {
            Files.createLink(path, temporary);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            throw HardLinks.failure(path, temporary, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw LocalErrors.of(path, "closing", e);
        } finally {
            LocalFiles.deleteQuietly(temporary);
        }
    }
}

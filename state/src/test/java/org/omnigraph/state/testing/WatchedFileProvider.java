package org.omnigraph.state.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What [WatchedFileSystem] does: every step goes to the watch, then to the file system behind.
final class WatchedFileProvider extends FileSystemProvider {
    private final WatchedFileSystem fileSystem;
    private final FileSystemProvider real;
    private final FileWatch watch;

    WatchedFileProvider(WatchedFileSystem fileSystem, FileSystemProvider real, FileWatch watch) {
        this.fileSystem = fileSystem;
        this.real = real;
        this.watch = watch;
    }

    @Override
    public String getScheme() {
        return "watched";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        boolean creates = options.contains(StandardOpenOption.CREATE_NEW);
        watch.before(new FileStep(creates ? FileStep.Kind.CREATE : FileStep.Kind.OPEN, path));
        return new WatchedChannel(real.newFileChannel(WatchedPath.real(path), options, attributes), path, watch);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        DirectoryStream<Path> entries =
                real.newDirectoryStream(WatchedPath.real(folder), entry -> filter.accept(fileSystem.wrap(entry)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                Iterator<Path> each = entries.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return each.hasNext();
                    }

                    @Override
                    public Path next() {
                        return fileSystem.wrap(each.next());
                    }
                };
            }

            @Override
            public void close() throws IOException {
                entries.close();
            }
        };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        watch.before(new FileStep(FileStep.Kind.MAKE_FOLDER, folder));
        real.createDirectory(WatchedPath.real(folder), attributes);
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        watch.before(new FileStep(FileStep.Kind.LINK, link));
        real.createLink(WatchedPath.real(link), WatchedPath.real(existing));
    }

    @Override
    public void delete(Path path) throws IOException {
        watch.before(new FileStep(FileStep.Kind.DELETE, path));
        real.delete(WatchedPath.real(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        watch.before(new FileStep(FileStep.Kind.MOVE, target));
        real.move(WatchedPath.real(source), WatchedPath.real(target), options);
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return real.isSameFile(WatchedPath.real(path), WatchedPath.real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return real.isHidden(WatchedPath.real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return real.getFileStore(WatchedPath.real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        real.checkAccess(WatchedPath.real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return real.getFileAttributeView(WatchedPath.real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return real.readAttributes(WatchedPath.real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return real.readAttributes(WatchedPath.real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, @Nullable Object value, LinkOption... options)
            throws IOException {
        real.setAttribute(WatchedPath.real(path), attribute, value, options);
    }
}

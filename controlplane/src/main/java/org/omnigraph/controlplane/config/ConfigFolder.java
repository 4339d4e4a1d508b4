package org.omnigraph.controlplane.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A config folder, and nothing outside of it. Names are resolved with their symbolic links first; then the file is
/// opened from the folder downwards, one segment at a time, following no link, so that a link that is swapped in
/// between leads nowhere. Only regular files are opened: a FIFO or a device would block or never end. As a FIFO may
/// take the file's place between that look and the opening, and Java cannot open without blocking, the reading
/// is done by a thread of its own that is given up after some patience.
final class ConfigFolder {
    static final long CLUSTER_YAML_BYTES_MAX = 1L << 20;
    static final long FILE_BYTES_MAX = 16L << 20;
    private static final Set<OpenOption> READ_NO_LINK = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /// Far longer than any disk takes for a file of this size.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path root;
    private final BoundedReads reads;
    private final EditedFiles edited;

    private ConfigFolder(Path root, BoundedReads reads, EditedFiles edited) {
        this.root = root;
        this.reads = reads;
        this.edited = edited;
    }

    /// The folder itself may be reached through symbolic links.
    ///
    /// @throws IOException if it is not there or is no folder
    static ConfigFolder open(Path folder) throws IOException {
        return open(folder, PATIENCE);
    }

    /// @param edited read in place of the files that they stand for, where those are in the folder
    static ConfigFolder open(Path folder, EditedFiles edited) throws IOException {
        return new ConfigFolder(open(folder).root, new BoundedReads(PATIENCE), edited);
    }

    /// @param patience how long the reading of one file may take
    static ConfigFolder open(Path folder, Duration patience) throws IOException {
        Path real = folder.toRealPath();
        if (!Files.isDirectory(real)) {
            throw new NotDirectoryException(folder.toString());
        }
        return new ConfigFolder(real, new BoundedReads(patience), EditedFiles.NONE);
    }

    /// The folder without symbolic links.
    Path root() {
        return root;
    }

    /// Reads a file.
    ///
    /// @param name relative to the folder, `/`-separated
    FileReading read(String name, long bytesMax) {
        Path inside;
        try {
            inside = resolve(name);
        } catch (EscapeException | InvalidPathException e) {
            return new FileReading.Escapes();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return editedContent(Path.of(name).normalize(), bytesMax).orElseGet(FileReading.Missing::new);
        } catch (IOException e) {
            return new FileReading.Unreadable(reason(e));
        }
        Optional<FileReading> unsaved = editedContent(inside, bytesMax);
        if (unsaved.isPresent()) {
            return unsaved.get();
        }
        try {
            return reads.read(() -> readInside(inside, bytesMax));
        } catch (NoSuchFileException e) {
            return new FileReading.Missing();
        } catch (IOException e) {
            return new FileReading.Unreadable(reason(e));
        }
    }

    private Optional<FileReading> editedContent(Path inside, long bytesMax) {
        return edited.bytes(root.resolve(inside))
                .map(bytes ->
                        bytes.length > bytesMax ? new FileReading.TooLarge(bytesMax) : new FileReading.Content(bytes));
    }

    /// The names of the entries of a folder that end in `suffix`, sorted.
    ///
    /// @param name relative to the folder
    /// @throws EscapeException if it leads out of the folder
    /// @throws IOException if there is no such folder or it cannot be read
    List<String> list(String name, String suffix) throws IOException {
        Path inside;
        try {
            inside = resolve(name);
        } catch (InvalidPathException e) {
            throw new EscapeException(name);
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(inside))) {
            for (Path entry : entries) {
                String entryName = String.valueOf(entry.getFileName());
                if (entryName.endsWith(suffix)) {
                    names.add(entryName);
                }
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(names);
        return names;
    }

    /// The path below the root that the name leads to, free of symbolic links at the time of asking.
    private Path resolve(String name) throws IOException {
        Path relative = Path.of(name).normalize();
        if (name.isBlank() || relative.isAbsolute() || relative.startsWith("..")) {
            throw new EscapeException(name);
        }
        Path real = root.resolve(relative).toRealPath();
        if (!real.startsWith(root)) {
            throw new EscapeException(name);
        }
        return root.relativize(real);
    }

    private FileReading readInside(Path inside, long bytesMax) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root)) {
            return stream instanceof SecureDirectoryStream<Path> folder
                    ? readBelow(folder, inside, 0, bytesMax)
                    : readPlainly(root.resolve(inside), bytesMax);
        }
    }

    private static FileReading readBelow(SecureDirectoryStream<Path> folder, Path inside, int segment, long bytesMax)
            throws IOException {
        Path name = inside.getName(segment);
        if (segment < inside.getNameCount() - 1) {
            try (SecureDirectoryStream<Path> below = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                return readBelow(below, inside, segment + 1, bytesMax);
            }
        }
        BasicFileAttributes attributes = folder.getFileAttributeView(
                        name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        FileReading refusal = refusal(attributes, bytesMax);
        if (!(refusal instanceof FileReading.Content)) {
            return refusal;
        }
        try (SeekableByteChannel channel = folder.newByteChannel(name, READ_NO_LINK)) {
            return readAll(channel, attributes.size(), bytesMax);
        }
    }

    private static FileReading readPlainly(Path file, long bytesMax) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        FileReading refusal = refusal(attributes, bytesMax);
        if (!(refusal instanceof FileReading.Content)) {
            return refusal;
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file, READ_NO_LINK)) {
            return readAll(channel, attributes.size(), bytesMax);
        }
    }

    /// Why the file is not to be opened; an empty content if it may be.
    private static FileReading refusal(BasicFileAttributes attributes, long bytesMax) {
        if (!attributes.isRegularFile()) {
            return new FileReading.Unreadable(
                    attributes.isDirectory() ? "it is a folder, not a file" : "it is not a regular file");
        }
        return attributes.size() > bytesMax ? new FileReading.TooLarge(bytesMax) : new FileReading.Content(new byte[0]);
    }

    private static FileReading readAll(SeekableByteChannel channel, long expected, long bytesMax) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(Math.min(expected, bytesMax) + 1));
        while (true) {
            if (!buffer.hasRemaining()) {
                if (buffer.capacity() > bytesMax) {
                    return new FileReading.TooLarge(bytesMax);
                }
                int larger = Math.toIntExact(Math.min(bytesMax + 1, buffer.capacity() * 2L));
                buffer = ByteBuffer.allocate(larger).put(buffer.flip());
            }
            if (channel.read(buffer) < 0) {
                return new FileReading.Content(Arrays.copyOf(buffer.array(), buffer.position()));
            }
        }
    }

    private static String reason(IOException e) {
        String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    /// A name that leads out of the folder.
    static final class EscapeException extends IOException {
        private static final long serialVersionUID = 1L;

        EscapeException(String name) {
            super(name);
        }
    }
}

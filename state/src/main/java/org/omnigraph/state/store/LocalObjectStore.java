package org.omnigraph.state.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.digest.Sha256;

/// Objects as files below one folder (storage-protocol.md §1).
///
/// Invariants: a name appears only when its whole content is on disk (temporary file, fsync, rename or hard link,
/// fsync of the folder); names that begin with `.og-` are never objects; no symbolic link below the root is followed;
/// nothing is created, not even the root, before the first write. As at an object store, a folder is there only as
/// long as something is in it: a delete takes the folders along that it leaves empty, up to the root (and the root
/// too, if this store made it). So a writer may find its folder gone between making it and writing to it, and makes
/// it again.
public final class LocalObjectStore implements ObjectStore {
    /// How often a writer makes its folder anew; each time another process deleted the last object in it just then.
    private static final int FOLDER_TRIES_MAX = 100;

    private final LocalPaths paths;
    /// Folders that this store made.
    private final Set<Path> made = ConcurrentHashMap.newKeySet();

    private final ReentrantLock casMutex = new ReentrantLock();

    private LocalObjectStore(LocalPaths paths) {
        this.paths = paths;
    }

    /// The store below `root`, which need not exist yet.
    public static LocalObjectStore at(Path root) {
        return new LocalObjectStore(new LocalPaths(root));
    }

    /// The folder that holds everything.
    public Path root() {
        return paths.root();
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, long maxBytes) {
        Path path = paths.of(key);
        try {
            paths.confine(path);
            return read(path, maxBytes);
        } catch (IOException e) {
            throw LocalErrors.of(path, "reading", e);
        }
    }

    @Override
    public PutOutcome put(ObjectKey key, byte[] bytes) {
        Path path = paths.of(key);
        Path temporary = stage(path, bytes);
        try {
            LocalEntries.refuseFolder(path);
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LocalFiles.deleteQuietly(temporary);
            throw LocalErrors.of(path, "writing", e);
        }
        return settle(path, bytes);
    }

    @Override
    public PutOutcome putIfAbsent(ObjectKey key, byte[] bytes) {
        Path path = paths.of(key);
        Path temporary = stage(path, bytes);
        try {
            Files.createLink(path, temporary);
        } catch (FileAlreadyExistsException e) {
            return holds(path, bytes) ? settle(path, bytes) : new PutOutcome.Exists();
        } catch (UnsupportedOperationException | IOException e) {
            throw HardLinks.failure(path, temporary, e);
        } finally {
            LocalFiles.deleteQuietly(temporary);
        }
        return settle(path, bytes);
    }

    @Override
    public PutOutcome putIfMatch(ObjectKey key, byte[] bytes, VersionToken expected) {
        Path path = paths.of(key);
        Path folder = folderOf(path);
        casMutex.lock();
        try {
            paths.confine(path);
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return new PutOutcome.Conflict();
            }
            return LocalCasLock.holding(folder, () -> {
                Optional<StoredObject> present = read(path, Long.MAX_VALUE);
                boolean matches = present.isPresent() && present.get().token().equals(expected);
                return matches ? put(key, bytes) : new PutOutcome.Conflict();
            });
        } catch (NoSuchFileException e) {
            return new PutOutcome.Conflict();
        } catch (IOException e) {
            throw LocalErrors.of(path, "replacing", e);
        } finally {
            casMutex.unlock();
        }
    }

    @Override
    public void delete(ObjectKey key) {
        Path path = paths.of(key);
        try {
            paths.confine(path);
            LocalEntries.refuseFolder(path);
            if (Files.deleteIfExists(path)) {
                settleDeletion(folderOf(path));
            }
        } catch (IOException e) {
            throw LocalErrors.of(path, "deleting", e);
        }
    }

    @Override
    public void deletePrefix(KeyPrefix prefix) {
        if (prefix.value().isEmpty()) {
            throw new IllegalArgumentException("the root of a store is never deleted");
        }
        Path folder = paths.of(prefix);
        try {
            paths.confine(folder);
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.walkFileTree(folder, new DeleteVisitor());
                settleDeletion(folderOf(folder));
            }
        } catch (IOException e) {
            throw LocalErrors.of(folder, "deleting", e);
        }
    }

    @Override
    public List<ListedObject> list(KeyPrefix prefix) {
        Path folder = paths.of(prefix);
        List<ListedObject> objects = new ArrayList<>();
        try {
            paths.confine(folder);
            LocalWalk.files(folder, (path, attributes) -> {
                String key = paths.keyOf(path);
                if (attributes.isRegularFile() && !nameOf(path).startsWith(LocalFiles.RESERVED_PREFIX)) {
                    objects.add(new ListedObject(
                            new ObjectKey(key),
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant()));
                }
            });
        } catch (IOException e) {
            throw LocalErrors.of(folder, "listing", e);
        }
        objects.sort(Comparator.comparing(ListedObject::key));
        return objects;
    }

    @Override
    public List<String> folders(KeyPrefix prefix) {
        Path folder = paths.of(prefix);
        try {
            paths.confine(folder);
            return LocalWalk.folders(folder).stream()
                    .filter(name -> !name.startsWith(LocalFiles.RESERVED_PREFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw LocalErrors.of(folder, "listing", e);
        }
    }

    @Override
    public Survey survey(KeyPrefix prefix) {
        Path folder = paths.of(prefix);
        List<String> strays = new ArrayList<>();
        List<ListedObject> objects = list(prefix);
        try {
            LocalWalk.everything(folder, (path, attributes) -> {
                if (!attributes.isRegularFile() && !path.equals(folder)) {
                    strays.add(paths.keyOf(path));
                }
            });
        } catch (IOException e) {
            throw LocalErrors.of(folder, "listing", e);
        }
        strays.sort(Comparator.naturalOrder());
        return new Survey(objects, strays);
    }

    @Override
    public Optional<ObjectReader> open(ObjectKey key) {
        Path path = paths.of(key);
        try {
            paths.confine(path);
            if (LocalEntries.isAbsent(path)) {
                return Optional.empty();
            }
            LocalEntries.refuseIrregular(path);
            return Optional.of(LocalObjectReader.open(path));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw LocalErrors.of(path, "opening", e);
        }
    }

    @Override
    public ObjectWriter create(ObjectKey key) {
        Path path = paths.of(key);
        try {
            paths.confine(path);
            return inFolderOf(path, folder -> LocalObjectWriter.open(path));
        } catch (IOException e) {
            throw LocalErrors.of(path, "creating", e);
        }
    }

    @Override
    public String location(String keyOrPrefix) {
        return keyOrPrefix.isEmpty()
                ? paths.root().toString()
                : paths.root().resolve(keyOrPrefix).toString();
    }

    /// Temporary files below `prefix` that were last written before `age` ago: what interrupted writers left behind.
    /// Readers never see them.
    ///
    /// @param now of the clock that stamps files; the age only keeps running writers' files out
    public List<Path> temporaryFiles(KeyPrefix prefix, Instant now, Duration age) {
        Path folder = paths.of(prefix);
        Instant before = now.minus(age);
        List<Path> leftovers = new ArrayList<>();
        try {
            paths.confine(folder);
            LocalWalk.files(folder, (path, attributes) -> {
                if (nameOf(path).startsWith(LocalFiles.TEMPORARY_PREFIX)
                        && !attributes.lastModifiedTime().toInstant().isAfter(before)) {
                    leftovers.add(path);
                }
            });
        } catch (IOException e) {
            throw LocalErrors.of(folder, "listing", e);
        }
        return leftovers;
    }

    /// Removes [#temporaryFiles]. A writer that is younger than `age`, or whose file is gone, loses nothing.
    ///
    /// @return how many were removed
    public int sweepTemporaryFiles(KeyPrefix prefix, Instant now, Duration age) {
        List<Path> leftovers = temporaryFiles(prefix, now, age);
        try {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        } catch (IOException e) {
            throw LocalErrors.of(paths.of(prefix), "sweeping", e);
        }
        return leftovers.size();
    }

    /// True if the permissions let this process write here; nothing is written to find out.
    public boolean isWritable() {
        return Files.isWritable(existingRoot());
    }

    /// The space that is left for this process.
    public DiskSpace diskSpace() {
        Path root = existingRoot();
        try {
            FileStore disk = Files.getFileStore(root);
            return new DiskSpace(disk.getUsableSpace(), disk.getTotalSpace());
        } catch (IOException e) {
            throw LocalErrors.of(root, "asking for free space", e);
        }
    }

    /// The root, or the nearest folder above it that is there.
    private Path existingRoot() {
        Path existing = paths.root();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    @Override
    public void close() {
        // Holds nothing open.
    }

    private Optional<StoredObject> read(Path path, long maxBytes) throws IOException {
        if (LocalEntries.isAbsent(path)) {
            return Optional.empty();
        }
        LocalEntries.refuseIrregular(path);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long size = channel.size();
            if (size > maxBytes || size > Integer.MAX_VALUE - 8) {
                throw tooLarge(path, size, maxBytes);
            }
            ByteBuffer buffer = ByteBuffer.allocate((int) size);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // Reads on.
            }
            byte[] bytes = Arrays.copyOf(buffer.array(), buffer.position());
            return Optional.of(new StoredObject(bytes, tokenOf(bytes)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path stage(Path path, byte[] bytes) {
        try {
            paths.confine(path);
            return inFolderOf(path, folder -> LocalFiles.writeTemporary(folder, bytes));
        } catch (IOException e) {
            throw LocalErrors.of(path, "writing", e);
        }
    }

    /// Makes the folder of `path` and does something in it that keeps it from being empty.
    private <T> T inFolderOf(Path path, InFolder<T> action) throws IOException {
        Path folder = folderOf(path);
        for (int attempt = 1; ; attempt++) {
            try {
                made.addAll(LocalFiles.createFolders(folder));
                return action.run(folder);
            } catch (NoSuchFileException e) {
                if (attempt == FOLDER_TRIES_MAX) {
                    throw e;
                }
            }
        }
    }

    /// What is done in a folder.
    private interface InFolder<T> {
        T run(Path folder) throws IOException;
    }

    /// Makes a deletion in `folder` durable and removes the folders that it left empty. That one of them comes back
    /// after a power cut does no harm, so their removal is not synced.
    private void settleDeletion(Path folder) throws IOException {
        try {
            LocalFiles.syncFolder(folder);
        } catch (NoSuchFileException e) {
            // Another process deleted what else was in it, and the folder.
        }
        Path empty = folder;
        while (empty != null && (paths.isBelowRoot(empty) || made.contains(empty)) && LocalFiles.deleteIfEmpty(empty)) {
            empty = empty.getParent();
        }
    }

    /// The name is there; what is left is to make it durable. If that fails nobody knows what a power cut would
    /// leave.
    private static PutOutcome settle(Path path, byte[] bytes) {
        try {
            LocalFiles.syncFolder(folderOf(path));
            return new PutOutcome.Written(tokenOf(bytes));
        } catch (NoSuchFileException e) {
            // It was written, and another process has deleted it again, with its folder.
            return new PutOutcome.Written(tokenOf(bytes));
        } catch (IOException e) {
            return new PutOutcome.Unknown("the file is there, but syncing its folder failed: " + LocalErrors.reason(e));
        }
    }

    /// True if the object holds exactly these bytes: an earlier try of ours whose answer was lost.
    private boolean holds(Path path, byte[] bytes) {
        try {
            Optional<StoredObject> present = read(path, bytes.length);
            return present.isPresent() && Arrays.equals(present.get().bytes(), bytes);
        } catch (StoreException | IOException e) {
            return false;
        }
    }

    private static StoreException tooLarge(Path path, long size, long maxBytes) {
        return new StoreException(
                DiagnosticCode.STORE_OBJECT_TOO_LARGE,
                path.toString(),
                "it holds " + size + " bytes; this kind of object may hold " + maxBytes);
    }

    private static VersionToken tokenOf(byte[] bytes) {
        return new VersionToken(Sha256.hex(bytes));
    }

    private static Path folderOf(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("a file system root is no object: " + path);
        }
        return parent;
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }
}

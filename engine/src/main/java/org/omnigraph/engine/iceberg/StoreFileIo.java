package org.omnigraph.engine.iceberg;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectReader;

/// Iceberg's files as objects below one graph root. Metadata names files by their full location, so that other
/// engines find them; here only the part from the incarnation on counts, so that a folder that was moved still opens.
final class StoreFileIo implements FileIO {
    private static final long serialVersionUID = 1L;

    private final transient GraphRoot root;
    private final String incarnation;
    private final transient VerifiedReader reader;
    private final transient FileCheck check;
    private final transient StagedFiles staged;

    /// Files that are read without a check.
    StoreFileIo(GraphRoot root, String incarnation) {
        this(root, incarnation, new VerifiedReader(root.store()), FileCheck.NONE, new StagedFiles(root));
    }

    private StoreFileIo(
            GraphRoot root, String incarnation, VerifiedReader reader, FileCheck check, StagedFiles staged) {
        this.root = root;
        this.incarnation = incarnation;
        this.reader = reader;
        this.check = check;
        this.staged = staged;
    }

    /// The same files, read with a check, and told to `staged` when they are written.
    StoreFileIo checked(FileCheck by, StagedFiles writes) {
        return new StoreFileIo(root, incarnation, reader, by, writes);
    }

    /// The key of a file that metadata calls by this location.
    ObjectKey key(String location) {
        int at = location.lastIndexOf("/" + incarnation + "/");
        if (at < 0) {
            throw new NotFoundException("file lies outside the graph: %s", location);
        }
        return root.prefix().key(location.substring(at + 1));
    }

    /// The full location of a key.
    String location(ObjectKey key) {
        return root.store().location(key.value());
    }

    @Override
    public InputFile newInputFile(String location) {
        return new StoreInputFile(location, -1);
    }

    @Override
    public InputFile newInputFile(String location, long length) {
        return new StoreInputFile(location, length);
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new StoreOutputFile(location);
    }

    /// Iceberg asks this of files that its own commit attempt made and nobody names.
    @Override
    public void deleteFile(String location) {
        ObjectKey key = key(location);
        root.store().delete(key);
        staged.forget(key.value());
    }

    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException(StoreFileIo.class.getName());
    }

    private ObjectReader open(String location) {
        ObjectKey key = key(location);
        return root.store().open(key).orElseThrow(() -> check.missing(location, key.value()));
    }

    private final class StoreInputFile implements InputFile {
        private final String location;
        private final long length;

        StoreInputFile(String location, long length) {
            this.location = location;
            this.length = length;
        }

        @Override
        public long getLength() {
            if (length >= 0) {
                return length;
            }
            try (ObjectReader reader = open(location)) {
                return reader.size();
            }
        }

        @Override
        public SeekableInputStream newStream() {
            return reader.open(location, key(location), check, location.endsWith(FileNames.ROWS_SUFFIX));
        }

        @Override
        public String location() {
            return location;
        }

        @Override
        public boolean exists() {
            return root.store()
                    .open(key(location))
                    .map(reader -> {
                        reader.close();
                        return true;
                    })
                    .orElse(false);
        }
    }

    private final class StoreOutputFile implements OutputFile {
        private final String location;

        StoreOutputFile(String location) {
            this.location = location;
        }

        @Override
        public PositionOutputStream create() {
            ObjectKey key = key(location);
            staged.begin(key.value());
            return new StoreOutputStream(key, root.store().create(key), staged);
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            return create();
        }

        @Override
        public String location() {
            return location;
        }

        @Override
        public InputFile toInputFile() {
            return newInputFile(location);
        }
    }
}

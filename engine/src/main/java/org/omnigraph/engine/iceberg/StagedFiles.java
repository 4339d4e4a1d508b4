package org.omnigraph.engine.iceberg;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.engine.table.StoredFile;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.digest.Sha256;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoreException;

/// The files that one attempt at a commit has written, or begun to: with what will be recorded of them, and so that
/// none is left if no commit comes to name them. Safe for use by many threads: Iceberg writes manifests side by side.
public final class StagedFiles {
    private final GraphRoot root;
    private final Map<String, StoredFile> written = new LinkedHashMap<>();
    private final Set<String> begun = new LinkedHashSet<>();
    private final List<StoreOutputStream> open = new ArrayList<>();
    private final List<StagedFiles> parts = new ArrayList<>();
    private boolean abandoned;

    StagedFiles(GraphRoot root) {
        this.root = root;
    }

    /// A part of the attempt with files of its own, which go with the whole.
    synchronized StagedFiles part() {
        StagedFiles part = new StagedFiles(root);
        parts.add(part);
        return part;
    }

    /// A file is about to be written; from now on it may be there.
    synchronized void begin(String key) {
        begun.add(key);
    }

    /// Writes a small file whole. It is recorded only by who hands it to [#finished] or names it otherwise.
    ///
    /// @param what begins the message if that fails
    StoredFile put(ObjectKey key, byte[] bytes, String what) {
        begin(key.value());
        PutOutcome outcome = root.store().put(key, bytes);
        if (!(outcome instanceof PutOutcome.Written)) {
            throw new StoreException(
                    DiagnosticCode.STORE_IO_ERROR,
                    root.store().location(key.value()),
                    what + " could not be written: " + outcome);
        }
        return new StoredFile(key.value(), bytes.length, Sha256.hex(bytes), "");
    }

    synchronized void opened(StoreOutputStream stream) {
        open.add(stream);
        if (abandoned) {
            stream.abandon();
        }
    }

    synchronized void finished(StoredFile file) {
        written.put(file.key(), file);
    }

    synchronized void closed(StoreOutputStream stream) {
        open.remove(stream);
    }

    synchronized void forget(String key) {
        written.remove(key);
        begun.remove(key);
    }

    synchronized Optional<StoredFile> find(String key) {
        return Optional.ofNullable(written.get(key));
    }

    synchronized List<StoredFile> files() {
        return List.copyOf(written.values());
    }

    /// Ends all streams that are open: nothing of them becomes visible.
    synchronized void abandonOpen() {
        abandoned = true;
        List.copyOf(open).forEach(StoreOutputStream::abandon);
    }

    /// Removes all files: only after it is certain that no commit names them. A store that fails keeps what it has;
    /// nobody will ever name it.
    public void discard() {
        abandonOpen();
        parts().forEach(StagedFiles::discard);
        // A writer that failed half-way has closed its stream no more.
        streams().forEach(StagedFiles::closeQuietly);
        for (String key : keys()) {
            try {
                root.store().delete(new ObjectKey(key));
                forget(key);
            } catch (StoreException e) {
                // What made the write fail is what is told; the next file may still go.
            }
        }
    }

    private static void closeQuietly(StoreOutputStream stream) {
        try {
            stream.close();
        } catch (StoreException e) {
            // Nothing becomes visible of it.
        }
    }

    private synchronized List<StoreOutputStream> streams() {
        return List.copyOf(open);
    }

    private synchronized List<StagedFiles> parts() {
        return List.copyOf(parts);
    }

    private synchronized Collection<String> keys() {
        return List.copyOf(begun);
    }
}

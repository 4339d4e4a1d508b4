package org.omnigraph.engine.iceberg;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoreException;

/// Iceberg metadata files: immutable, each under a name of its own, so that what was read once stays true.
final class MetadataStore {
    private static final long METADATA_BYTES_MAX = 64L << 20;
    private static final int CACHED_MAX = 1_000;

    private final GraphRoot root;
    private final StoreFileIo io;
    private final IdSource ids;
    private final Cache<String, TableMetadata> cache =
            Caffeine.newBuilder().maximumSize(CACHED_MAX).build();

    MetadataStore(GraphRoot root, String incarnation, IdSource ids) {
        this.root = root;
        this.io = new StoreFileIo(root, incarnation);
        this.ids = ids;
    }

    FileIO io() {
        return io;
    }

    ObjectKey key(String location) {
        return io.key(location);
    }

    String location(ObjectKey key) {
        return io.location(key);
    }

    TableMetadata read(String metadataKey) {
        return cache.get(metadataKey, this::load);
    }

    /// Writes metadata under a new name.
    ///
    /// @return the same, knowing where it lies
    TableMetadata write(String tableLocation, TableMetadata metadata) {
        String location = tableLocation + "/metadata/" + ids.next() + ".metadata.json";
        ObjectKey key = io.key(location);
        byte[] bytes = TableMetadataParser.toJson(metadata).getBytes(StandardCharsets.UTF_8);
        PutOutcome outcome = root.store().put(key, bytes);
        if (!(outcome instanceof PutOutcome.Written)) {
            throw new StoreException(
                    DiagnosticCode.STORE_IO_ERROR, location, "The table metadata could not be written: " + outcome);
        }
        TableMetadata written = TableMetadata.buildFrom(metadata)
                .discardChanges()
                .withMetadataLocation(location)
                .build();
        cache.put(key.value(), written);
        return written;
    }

    /// The metadata as the store has it now; empty if it is not there.
    Optional<TableMetadata> find(String metadataKey) {
        ObjectKey key = new ObjectKey(metadataKey);
        return root.store()
                .get(key, METADATA_BYTES_MAX)
                .map(found -> TableMetadataParser.fromJson(
                        io.location(key), new String(found.bytes(), StandardCharsets.UTF_8)));
    }

    /// Removes metadata.
    void delete(String metadataKey) {
        root.store().delete(new ObjectKey(metadataKey));
        cache.invalidate(metadataKey);
    }

    private TableMetadata load(String metadataKey) {
        return find(metadataKey)
                .orElseThrow(() -> new NotFoundException("table metadata does not exist: %s", metadataKey));
    }
}

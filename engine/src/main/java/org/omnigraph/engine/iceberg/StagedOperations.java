package org.omnigraph.engine.iceberg;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.jspecify.annotations.Nullable;
import org.omnigraph.engine.table.TableRef;

/// One table while one graph commit is prepared. A commit here writes a new metadata file and nothing else: it
/// becomes the table only when a graph commit names it.
///
/// Each metadata file keeps only its newest snapshot: older ones are reached through older graph commits, each with
/// its own metadata file, so that metadata does not grow with history.
final class StagedOperations implements TableOperations {
    private final MetadataStore metadataStore;
    private final TableRef base;
    private final StagedFiles staged;
    private TableMetadata current;

    /// @param base whose metadata `current` is, or was made from
    /// @param staged told of every file that is written
    StagedOperations(MetadataStore metadataStore, TableRef base, TableMetadata current, StagedFiles staged) {
        this.metadataStore = metadataStore;
        this.base = base;
        this.staged = staged;
        this.current = current;
    }

    @Override
    public TableMetadata current() {
        return current;
    }

    @Override
    public TableMetadata refresh() {
        return current();
    }

    @Override
    public void commit(@Nullable TableMetadata from, TableMetadata metadata) {
        if (from == null || !from.equals(current)) {
            throw new CommitFailedException("the staged table changed while it was being changed");
        }
        current = metadataStore.writeNext(base, onlyNewestSnapshot(metadata), staged);
    }

    @Override
    public FileIO io() {
        return metadataStore.io(base, staged);
    }

    @Override
    public String metadataFileLocation(String fileName) {
        return current.location() + "/metadata/" + fileName;
    }

    @Override
    public LocationProvider locationProvider() {
        return LocationProviders.locationsFor(current.location(), current.properties());
    }

    /// Nothing is ever shared with another writer before the graph commit, so failed attempts may be cleaned up.
    @Override
    public boolean requireStrictCleanup() {
        return false;
    }

    private static TableMetadata onlyNewestSnapshot(TableMetadata metadata) {
        Snapshot newest = metadata.currentSnapshot();
        List<Snapshot> older = new ArrayList<>();
        for (Snapshot snapshot : metadata.snapshots()) {
            if (newest == null || snapshot.snapshotId() != newest.snapshotId()) {
                older.add(snapshot);
            }
        }
        return older.isEmpty()
                ? metadata
                : TableMetadata.buildFrom(metadata).removeSnapshots(older).build();
    }
}

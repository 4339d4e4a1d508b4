package org.omnigraph.engine.iceberg;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.parquet.Parquet;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.schema.SchemaIdentity;
import org.omnigraph.engine.api.EntityKind;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.engine.image.SpillList;
import org.omnigraph.engine.image.SpillSpace;
import org.omnigraph.engine.table.BatchSink;
import org.omnigraph.engine.table.EntityColumns;
import org.omnigraph.engine.table.EntityRow;
import org.omnigraph.engine.table.RowFilter;
import org.omnigraph.engine.table.StoredFile;
import org.omnigraph.engine.table.TableFiles;
import org.omnigraph.engine.table.TableReader;
import org.omnigraph.engine.table.TableRef;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.store.KeyPrefix;

/// The tables of one incarnation of a graph. Every change makes a new [TableRef] out of an old one and publishes
/// nothing. Safe for use by many threads.
public final class IcebergTables implements TableReader {
    private static final int FORMAT_VERSION = 2;
    private static final int REMEMBERED_IDS_MAX = 100_000;
    private static final long REWRITTEN_ROW_GROUP_BYTES = 64L << 20;

    private final GraphRoot root;
    private final KeyPrefix tablesPrefix;
    private final MetadataStore metadataStore;
    private final IdSource ids;
    private final TableScanner scanner;

    /// @param clock stamps what is written; a table whose time is ahead of it gets the next one (see [TableTimes])
    /// @param notices told what an operator should know although the work goes on
    public IcebergTables(
            GraphRoot root, String incarnation, IdSource ids, InstantSource clock, Consumer<Diagnostic> notices) {
        this.root = root;
        this.tablesPrefix = root.prefix().folder(incarnation).folder("tables");
        this.metadataStore = new MetadataStore(root, incarnation, ids, clock, notices);
        this.ids = ids;
        this.scanner = new TableScanner(metadataStore);
    }

    /// Where the files of one attempt at a commit are told to.
    public StagedFiles staging() {
        return metadataStore.staging();
    }

    /// An empty table for a new type.
    public TableRef create(EntityType type, SchemaIdentity identity, StagedFiles staged) {
        String location =
                root.store().location(tablesPrefix.key(type.tableName()).value());
        Schema schema = TableColumns.schema(type, identity);
        TableMetadata metadata = TableMetadata.buildFromEmpty(FORMAT_VERSION)
                .assignUUID()
                .setLocation(location)
                .setCurrentSchema(schema, TableColumns.lastFieldId(identity))
                .setDefaultPartitionSpec(PartitionSpec.unpartitioned())
                .setDefaultSortOrder(SortOrder.unsorted())
                .setProperties(TableDefaults.properties(schema))
                .build();
        TableMetadata written = metadataStore.writeFirst(metadata, staged);
        String key = metadataStore.key(written.metadataFileLocation()).value();
        List<StoredFile> files = staged.find(key).stream().toList();
        return ref(type, written, 0, new TableFiles(files, List.of()));
    }

    /// The same rows under the columns of a changed type; the same table if no column changed.
    public TableRef evolve(TableRef table, EntityType type, SchemaIdentity identity, StagedFiles attempt) {
        TableMetadata base = metadataStore.read(table);
        Schema desired = TableColumns.schema(type, identity);
        if (base.schema().sameSchema(desired)) {
            return new TableRef(
                    table.kind(),
                    type.name(),
                    table.version(),
                    table.metadataKey(),
                    table.snapshotId(),
                    table.sequenceNumber(),
                    table.rows(),
                    table.files());
        }
        int lastFieldId = Math.max(base.lastColumnId(), TableColumns.lastFieldId(identity));
        TableMetadata changed = TableMetadata.buildFrom(base)
                .setCurrentSchema(desired, lastFieldId)
                .build();
        StagedFiles staged = attempt.part();
        TableMetadata written = metadataStore.writeNext(table, changed, staged);
        TableFiles files = metadataStore
                .lists()
                .next(
                        FileLists.beginning(table.metadataKey(), base),
                        table,
                        Set.of(table.metadataKey()),
                        staged.files(),
                        staged);
        return ref(type, written, table.rows(), files);
    }

    /// A new table with the same rows, which shares no file with the old one.
    public TableRef rewrite(
            TableRef table, EntityType type, SchemaIdentity identity, SpillSpace spill, StagedFiles attempt) {
        EntityColumns columns = EntityColumns.whole(type);
        TableRef empty = create(type, identity, attempt);
        try (RowFileWriter writer = newRows(empty, REWRITTEN_ROW_GROUP_BYTES, attempt.part())) {
            scan(table, columns.names(), RowFilter.ALL, batch -> {
                for (int i = 0; i < batch.rows(); i++) {
                    EntityRow row = columns.row(batch, i);
                    writer.write(row.id(), row.src(), row.dst(), row.values());
                }
                return true;
            });
            StagedRows rows = writer.finish();
            return rows.rows() == 0 ? empty : commit(empty, type, rows, false, new SpillList(spill), attempt);
        }
    }

    /// Removes all files of a table, in all its versions; does nothing if that was done.
    ///
    /// @param metadataKey of its last version
    public void purge(String metadataKey) {
        TablePurge.run(metadataStore, metadataKey).forEach(scanner::forget);
    }

    /// Starts new data files of a table.
    ///
    /// @param rowGroupBytes how much is gathered in memory before it is written
    /// @param staged told of every file; of no other writer
    public RowFileWriter newRows(TableRef table, long rowGroupBytes, StagedFiles staged) {
        TableMetadata metadata = metadataStore.read(table);
        return new RowFileWriter(metadataStore, table, new FileNames(metadata.location(), ids), rowGroupBytes, staged);
    }

    /// A table with rows added and rows removed.
    ///
    /// @param replaceAll whether all rows of the base go
    /// @param removedIds ids of rows of the base that go; each must be there; ignored with `replaceAll`
    /// @param attempt told of every file that is written, but for those of the rows
    public TableRef commit(
            TableRef base,
            EntityType type,
            StagedRows added,
            boolean replaceAll,
            SpillList removedIds,
            StagedFiles attempt) {
        StagedFiles staged = attempt.part();
        TableMetadata metadata = metadataStore.read(base);
        Set<String> gone = new HashSet<>(Set.of(base.metadataKey()));
        if (metadata.currentSnapshot() != null) {
            gone.add(metadataStore
                    .key(metadata.currentSnapshot().manifestListLocation())
                    .value());
        }
        if (replaceAll && metadata.currentSnapshot() != null) {
            metadata = TableMetadata.buildFrom(metadata)
                    .removeRef(SnapshotRef.MAIN_BRANCH)
                    .build();
        }
        StagedOperations operations = new StagedOperations(metadataStore, base, metadata, staged);
        BaseTable table = new BaseTable(operations, base.tableName(), _ -> {});
        boolean appendOnly = removedIds.size() == 0 || replaceAll;
        List<DeleteFile> deletes = appendOnly ? List.of() : List.of(writeDeletes(base, metadata, removedIds, staged));
        if (appendOnly) {
            AppendFiles append = table.newAppend();
            added.files().forEach(append::appendFile);
            append.commit();
        } else {
            RowDelta delta = table.newRowDelta();
            added.files().forEach(delta::addRows);
            deletes.forEach(delta::addDeletes);
            delta.commit();
        }
        long rows = added.rows() + (replaceAll ? 0 : base.rows() - removedIds.size());
        List<StoredFile> stored = new ArrayList<>(staged.files());
        stored.addAll(added.stored());
        TableRef before = replaceAll ? ref(type, metadataStore.read(base), 0, TableFiles.NONE) : base;
        TableFiles files = metadataStore
                .lists()
                .next(FileLists.beginning(base.metadataKey(), metadata), before, gone, stored, staged);
        TableRef after = ref(type, operations.current(), rows, files);
        rememberPlan(base, after, added, replaceAll, deletes, removedIds);
        return after;
    }

    private void rememberPlan(
            TableRef base,
            TableRef after,
            StagedRows added,
            boolean replaceAll,
            List<DeleteFile> deletes,
            SpillList removedIds) {
        long sequence = after.sequenceNumber();
        if (replaceAll || base.snapshotId() < 0) {
            Schema schema = metadataStore.read(after).schema();
            scanner.remember(after.metadataKey(), TablePlan.ofFiles(schema, added.files(), sequence));
            return;
        }
        TablePlan plan = scanner.known(base.metadataKey());
        if (plan != null && removedIds.size() <= REMEMBERED_IDS_MAX) {
            List<String> ids = new ArrayList<>();
            if (!deletes.isEmpty()) {
                removedIds.forEach(entry -> ids.add(entry.texts().getFirst()));
            }
            scanner.remember(after.metadataKey(), plan.with(added.files(), deletes, ids, sequence));
        }
    }

    @Override
    public void scan(TableRef table, List<String> columns, RowFilter filter, BatchSink sink) {
        scanner.scan(table, columns, filter, sink);
    }

    private DeleteFile writeDeletes(TableRef base, TableMetadata table, SpillList removedIds, StagedFiles staged) {
        Schema idOnly = table.schema().select(TableReader.ID);
        FileNames names = new FileNames(table.location(), ids);
        try {
            EqualityDeleteWriter<RowStruct> writer = HadoopDefaults.unread(
                    () -> Parquet.writeDeletes(metadataStore.io(base, staged).newOutputFile(names.deleteFile()))
                            .forTable(new BaseTable(
                                    new StagedOperations(metadataStore, base, table, staged), "deletes", _ -> {}))
                            .rowSchema(idOnly)
                            .createWriterFunc((schema, type) -> InternalWriter.<RowStruct>createWriter(schema, type))
                            .equalityFieldIds(TableColumns.ID_FIELD)
                            .overwrite()
                            .buildEqualityWriter());
            try (writer) {
                RowStruct row = new RowStruct(1);
                removedIds.forEach(entry -> {
                    row.set(0, entry.texts().getFirst());
                    writer.write(row);
                });
            }
            return writer.toDeleteFile();
        } catch (IOException e) {
            throw StoreCauses.of(e);
        }
    }

    private TableRef ref(EntityType type, TableMetadata metadata, long rows, TableFiles files) {
        String key = metadataStore.key(metadata.metadataFileLocation()).value();
        Snapshot snapshot = metadata.currentSnapshot();
        return new TableRef(
                type instanceof NodeType ? EntityKind.NODE : EntityKind.EDGE,
                type.name(),
                key,
                key,
                snapshot == null ? -1 : snapshot.snapshotId(),
                metadata.lastSequenceNumber(),
                rows,
                files);
    }
}

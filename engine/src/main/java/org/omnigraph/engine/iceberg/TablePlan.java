package org.omnigraph.engine.iceberg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;
import org.omnigraph.engine.table.TableReader;
import org.omnigraph.engine.table.TableRef;

/// Which files make up one version of a table, and which ids were removed after which file. Files stand in the order
/// of their commits, however the plan came about, so that every process reads the rows of a version in one order.
/// Immutable but for the removals, which are read when first needed. A commit of this process makes the next plan out
/// of the last one, so that nobody reads manifests again which this process has just written.
final class TablePlan {
    private static final Comparator<PlannedFile<DataFile>> OLDEST_FIRST = Comparator.comparingLong(
                    (PlannedFile<DataFile> file) -> file.sequence())
            .thenComparing(file -> file.file().location());

    private final Schema schema;
    private final List<PlannedFile<DataFile>> dataFiles;
    private final List<PlannedFile<DeleteFile>> deleteFiles;
    private @Nullable Map<String, Long> removals;

    /// A file with its data sequence number: a removal counts for files with smaller numbers.
    record PlannedFile<F>(F file, long sequence) {}

    private TablePlan(
            Schema schema,
            List<PlannedFile<DataFile>> dataFiles,
            List<PlannedFile<DeleteFile>> deleteFiles,
            @Nullable Map<String, Long> removals) {
        this.schema = schema;
        this.dataFiles = dataFiles.stream().sorted(OLDEST_FIRST).toList();
        this.deleteFiles = List.copyOf(deleteFiles);
        this.removals = removals;
    }

    /// Reads the manifests.
    static TablePlan of(MetadataStore metadataStore, TableRef ref) {
        TableMetadata metadata = metadataStore.read(ref);
        if (metadata.currentSnapshot() == null) {
            return new TablePlan(metadata.schema(), List.of(), List.of(), Map.of());
        }
        BaseTable table = new BaseTable(
                new StagedOperations(metadataStore, ref, metadata, metadataStore.staging()), "scan", _ -> {});
        List<PlannedFile<DataFile>> dataFiles = new ArrayList<>();
        Map<String, PlannedFile<DeleteFile>> deleteFiles = new HashMap<>();
        List<String> keys = new ArrayList<>();
        for (String column : List.of(TableReader.ID, TableReader.SRC, TableReader.DST)) {
            if (metadata.schema().findField(column) != null) {
                keys.add(column);
            }
        }
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().includeColumnStats(keys).planFiles()) {
            for (FileScanTask task : tasks) {
                dataFiles.add(new PlannedFile<>(task.file(), task.file().dataSequenceNumber()));
                for (DeleteFile deletes : task.deletes()) {
                    deleteFiles.putIfAbsent(
                            deletes.location(), new PlannedFile<>(deletes, deletes.dataSequenceNumber()));
                }
            }
        } catch (IOException e) {
            throw StoreCauses.of(e);
        }
        return new TablePlan(metadata.schema(), dataFiles, List.copyOf(deleteFiles.values()), null);
    }

    /// The plan of a table that has only these files.
    static TablePlan ofFiles(Schema schema, List<DataFile> files, long sequence) {
        return new TablePlan(schema, planned(files, sequence), List.of(), Map.of());
    }

    /// The plan after a commit that added files and removed ids.
    TablePlan with(List<DataFile> added, List<DeleteFile> deletes, List<String> removedIds, long sequence) {
        List<PlannedFile<DataFile>> nextData = new ArrayList<>(dataFiles);
        nextData.addAll(planned(added, sequence));
        List<PlannedFile<DeleteFile>> nextDeletes = new ArrayList<>(deleteFiles);
        nextDeletes.addAll(planned(deletes, sequence));
        return new TablePlan(schema, nextData, nextDeletes, nextRemovals(removedIds, sequence));
    }

    private synchronized @Nullable Map<String, Long> nextRemovals(List<String> removedIds, long sequence) {
        Map<String, Long> known = deleteFiles.isEmpty() ? Map.of() : removals;
        if (known == null || removedIds.isEmpty()) {
            return known;
        }
        Map<String, Long> next = new HashMap<>(known);
        removedIds.forEach(id -> next.put(id, sequence));
        return next;
    }

    Schema schema() {
        return schema;
    }

    List<PlannedFile<DataFile>> dataFiles() {
        return dataFiles;
    }

    /// By id, the sequence number of its last removal: rows of older files with that id are gone.
    synchronized Map<String, Long> removals(FileIO io) {
        if (removals == null) {
            Map<String, Long> read = new HashMap<>();
            for (PlannedFile<DeleteFile> file : deleteFiles) {
                readRemovals(io, file, read);
            }
            removals = read;
        }
        return removals;
    }

    private static <F> List<PlannedFile<F>> planned(List<F> files, long sequence) {
        return files.stream().map(file -> new PlannedFile<>(file, sequence)).toList();
    }

    private void readRemovals(FileIO io, PlannedFile<DeleteFile> file, Map<String, Long> into) {
        Schema idOnly = schema.select(TableReader.ID);
        try (CloseableIterable<StructLike> rows =
                ParquetRows.read(io.newInputFile(file.file()), idOnly, Expressions.alwaysTrue())) {
            for (StructLike row : rows) {
                into.merge(row.get(0, CharSequence.class).toString(), file.sequence(), Math::max);
            }
        } catch (IOException e) {
            throw StoreCauses.of(e);
        }
    }
}

package org.omnigraph.engine.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
import org.apache.iceberg.data.parquet.InternalReader;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.parquet.Parquet;
import org.jspecify.annotations.Nullable;
import org.omnigraph.engine.table.TableReader;

/// Which files make up one version of a table, and which ids were removed after which file. Immutable but for the
/// removals, which are read when first needed.
final class TablePlan {
    private final Schema schema;
    private final List<DataFile> dataFiles;
    private final List<DeleteFile> deleteFiles;
    private @Nullable Map<String, Long> removals;

    private TablePlan(Schema schema, List<DataFile> dataFiles, List<DeleteFile> deleteFiles) {
        this.schema = schema;
        this.dataFiles = List.copyOf(dataFiles);
        this.deleteFiles = List.copyOf(deleteFiles);
    }

    static TablePlan of(MetadataStore metadataStore, TableMetadata metadata) {
        if (metadata.currentSnapshot() == null) {
            return new TablePlan(metadata.schema(), List.of(), List.of());
        }
        BaseTable table =
                new BaseTable(new StagedOperations(metadataStore, metadata.location(), metadata), "scan", _ -> {});
        List<DataFile> dataFiles = new ArrayList<>();
        Map<String, DeleteFile> deleteFiles = new HashMap<>();
        List<String> keys = new ArrayList<>();
        for (String column : List.of(TableReader.ID, TableReader.SRC, TableReader.DST)) {
            if (metadata.schema().findField(column) != null) {
                keys.add(column);
            }
        }
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().includeColumnStats(keys).planFiles()) {
            for (FileScanTask task : tasks) {
                dataFiles.add(task.file());
                for (DeleteFile deletes : task.deletes()) {
                    deleteFiles.putIfAbsent(deletes.location(), deletes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TablePlan(metadata.schema(), dataFiles, List.copyOf(deleteFiles.values()));
    }

    Schema schema() {
        return schema;
    }

    List<DataFile> dataFiles() {
        return dataFiles;
    }

    boolean hasRemovals() {
        return !deleteFiles.isEmpty();
    }

    /// By id, the sequence number of its last removal: rows of older files with that id are gone.
    synchronized Map<String, Long> removals(FileIO io) {
        if (removals == null) {
            Map<String, Long> read = new HashMap<>();
            for (DeleteFile file : deleteFiles) {
                readRemovals(io, file, read);
            }
            removals = read;
        }
        return removals;
    }

    private void readRemovals(FileIO io, DeleteFile file, Map<String, Long> into) {
        Schema idOnly = schema.select(TableReader.ID);
        long sequence = file.dataSequenceNumber();
        try (CloseableIterable<StructLike> rows = Parquet.read(io.newInputFile(file))
                .project(idOnly)
                .createReaderFunc(fileSchema -> InternalReader.create(idOnly, fileSchema))
                .build()) {
            for (StructLike row : rows) {
                into.merge(row.get(0, CharSequence.class).toString(), sequence, Math::max);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

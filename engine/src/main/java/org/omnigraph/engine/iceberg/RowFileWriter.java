package org.omnigraph.engine.iceberg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.schema.ValueType;
import org.omnigraph.engine.table.TableReader;
import org.omnigraph.engine.table.TableRef;

/// Writes new rows of one table to data files, starting another when one is large. The files belong to nobody until a
/// graph commit names them.
public final class RowFileWriter implements AutoCloseable {
    private static final long FILE_BYTES_TARGET = 256L << 20;

    private final FileIO io;
    private final StagedFiles staged;
    private final Table table;
    private final FileNames names;
    private final long rowGroupBytes;
    private final RowStruct row;
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<ValueType> types = new ArrayList<>();
    private final List<DataFile> files = new ArrayList<>();
    private @Nullable DataWriter<RowStruct> writer;
    private long rows;

    /// @param staged told of every file
    RowFileWriter(MetadataStore metadataStore, TableRef base, FileNames names, long rowGroupBytes, StagedFiles staged) {
        TableMetadata metadata = metadataStore.read(base);
        this.io = metadataStore.io(base, staged);
        this.staged = staged;
        this.table = new BaseTable(new StagedOperations(metadataStore, base, metadata, staged), "rows", _ -> {});
        this.names = names;
        this.rowGroupBytes = rowGroupBytes;
        this.row = new RowStruct(metadata.schema().columns().size());
        for (NestedField field : metadata.schema().columns()) {
            positions.put(field.name(), types.size());
            types.add(TableColumns.valueType(field));
        }
    }

    /// Appends one row.
    ///
    /// @param src empty for a node
    public void write(String id, String src, String dst, Map<String, Object> values) {
        row.clear();
        row.set(0, id);
        if (!src.isEmpty() || !dst.isEmpty()) {
            set(TableReader.SRC, src);
            set(TableReader.DST, dst);
        }
        values.forEach(this::set);
        DataWriter<RowStruct> open = writer == null ? openFile() : writer;
        open.write(row);
        rows++;
        if (rows % 1000 == 0 && open.length() >= FILE_BYTES_TARGET) {
            finishFile();
        }
    }

    public long rows() {
        return rows;
    }

    /// Finishes the last file.
    ///
    /// @return all files, for [IcebergTables#commit]
    public StagedRows finish() {
        finishFile();
        return new StagedRows(files, rows, staged.files());
    }

    /// Gives up what was not finished; files that were are still there (see [StagedFiles#discard]).
    @Override
    public void close() {
        DataWriter<RowStruct> open = writer;
        writer = null;
        if (open == null) {
            return;
        }
        staged.abandonOpen();
        try {
            open.close();
        } catch (IOException e) {
            throw StoreCauses.of(e);
        }
    }

    private void set(String column, Object value) {
        Integer position = positions.get(column);
        if (position == null) {
            throw new IllegalArgumentException("table has no column " + column);
        }
        row.set(position, ColumnCodec.toIceberg(types.get(position), value));
    }

    private DataWriter<RowStruct> openFile() {
        try {
            DataWriter<RowStruct> opened =
                    HadoopDefaults.unread(() -> Parquet.writeData(io.newOutputFile(names.dataFile()))
                            .forTable(table)
                            .set(TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, Long.toString(rowGroupBytes))
                            // Otherwise it looks at its size once in a hundred rows or more, however long they are.
                            .set(TableProperties.PARQUET_ROW_GROUP_SIZE_TRACK_UNCOMPRESSED, "true")
                            .createWriterFunc((schema, type) -> InternalWriter.<RowStruct>createWriter(schema, type))
                            .overwrite()
                            .build());
            writer = opened;
            return opened;
        } catch (IOException e) {
            throw StoreCauses.of(e);
        }
    }

    private void finishFile() {
        DataWriter<RowStruct> open = writer;
        if (open == null) {
            return;
        }
        try {
            open.close();
            files.add(open.toDataFile());
            writer = null;
        } catch (IOException e) {
            throw StoreCauses.of(e);
        }
    }
}

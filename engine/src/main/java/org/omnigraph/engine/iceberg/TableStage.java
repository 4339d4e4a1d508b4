package org.omnigraph.engine.iceberg;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.engine.table.EntityRow;
import org.omnigraph.engine.table.GraphSnapshot;
import org.omnigraph.engine.table.TableRef;
import org.omnigraph.engine.work.Intake;
import org.omnigraph.engine.work.Reservation;
import org.omnigraph.engine.work.WorkScope;

/// New rows of several tables on their way into data files that nobody names yet. Holds a bounded amount of rows in
/// memory, however many tables there are (up to 256 of them), and reserves it. Used by one thread.
public final class TableStage {
    private static final long MEMORY_BYTES = 256L << 20;

    /// No write takes more than this part of what there is, if it can do with less: others write as well.
    private static final int SHARE = 16;

    private static final long ROW_GROUP_BYTES_MIN = 1L << 20;
    private static final long ROW_GROUP_BYTES_MAX = 64L << 20;

    private final IcebergTables tables;
    private final GraphSnapshot base;
    private final long rowGroupBytes;
    private final Intake.Part memory;
    private final SortedMap<String, RowFileWriter> writers = new TreeMap<>();
    private final SortedMap<String, StagedFiles> files = new TreeMap<>();
    private SortedMap<String, StagedRows> staged = Collections.emptySortedMap();

    public TableStage(IcebergTables tables, GraphSnapshot base) {
        this.tables = tables;
        this.base = base;
        Reservation account = WorkScope.current().memory();
        this.memory = account.intake();
        long bytes = Math.min(MEMORY_BYTES, account.ceilingBytes() / SHARE);
        this.rowGroupBytes =
                Math.clamp(bytes / Math.max(1, base.tables().size()), ROW_GROUP_BYTES_MIN, ROW_GROUP_BYTES_MAX);
    }

    public void write(EntityType type, EntityRow row) {
        writers.computeIfAbsent(type.tableName(), this::writer).write(row.id(), row.src(), row.dst(), row.values());
    }

    /// Finishes all files.
    public void finish() {
        SortedMap<String, StagedRows> finished = new TreeMap<>(staged);
        writers.forEach((name, writer) -> finished.put(name, writer.finish()));
        writers.clear();
        memory.close();
        staged = finished;
    }

    /// The finished rows of a table.
    public StagedRows rows(String table) {
        return staged.getOrDefault(table, StagedRows.NONE);
    }

    /// Gives up: closes what is open and removes all files. Only after it is certain that no commit names them. Tells
    /// of no failure: it follows one.
    public void discard() {
        files.values().forEach(StagedFiles::abandonOpen);
        for (RowFileWriter writer : writers.values()) {
            try {
                writer.close();
            } catch (RuntimeException e) {
                // What it wrote is removed below.
            }
        }
        writers.clear();
        memory.close();
        files.values().forEach(StagedFiles::discard);
    }

    private RowFileWriter writer(String table) {
        memory.add(rowGroupBytes);
        StagedFiles written = tables.staging();
        files.put(table, written);
        return tables.newRows(table(table), rowGroupBytes, written);
    }

    private TableRef table(String name) {
        TableRef table = base.tables().get(name);
        if (table == null) {
            throw new IllegalArgumentException("the graph has no table " + name);
        }
        return table;
    }
}

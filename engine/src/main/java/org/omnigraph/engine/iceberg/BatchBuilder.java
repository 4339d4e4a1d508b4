package org.omnigraph.engine.iceberg;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;
import org.omnigraph.engine.table.ColumnBatch;
import org.omnigraph.engine.table.ColumnVector;
import org.omnigraph.engine.table.HeapWeight;
import org.omnigraph.engine.work.Hold;

/// Gathers rows into one reused [ColumnBatch], whose size is bounded however many columns there are and however long
/// the values, and reserved. Used by one thread.
final class BatchBuilder {
    static final int ROWS_MAX = 4096;
    private static final int ROWS_MIN = 16;

    /// How many values a batch has at most, with more columns than [#ROWS_MAX] allows for.
    private static final int CELLS_MAX = 1 << 18;

    private static final int CELL_BYTES = 8;

    /// With this much beside the arrays a batch is full.
    private static final long HEAP_BYTES_MAX = 4L << 20;

    private final List<ValueType> types;
    private final List<ColumnVector> columns = new ArrayList<>();
    private final Hold memory;
    private final long arrayBytes;
    private final int rowsMax;
    private int rows;
    private long heapBytes;

    /// @param memory what it is reserved from; whoever made it closes it
    BatchBuilder(List<ValueType> types, Hold memory) {
        this.types = List.copyOf(types);
        this.memory = memory;
        this.rowsMax = Math.clamp(CELLS_MAX / Math.max(1, types.size()), ROWS_MIN, ROWS_MAX);
        this.arrayBytes = (long) types.size() * rowsMax * CELL_BYTES;
        memory.atLeast(arrayBytes);
        for (ValueType type : types) {
            columns.add(vector(type, rowsMax));
        }
    }

    /// Sets one value of the row that [#endRow] will end; `value` is in Iceberg's form.
    void set(int column, @Nullable Object value) {
        switch (columns.get(column)) {
            case ColumnVector.Ints(int[] values, BitSet nulls) -> {
                nulls.set(rows, value == null);
                values[rows] = value == null ? 0 : (Integer) value;
            }
            case ColumnVector.Longs(long[] values, BitSet nulls) -> {
                nulls.set(rows, value == null);
                values[rows] = value == null ? 0 : (Long) ColumnCodec.fromIceberg(types.get(column), value);
            }
            case ColumnVector.Floats(float[] values, BitSet nulls) -> {
                nulls.set(rows, value == null);
                values[rows] = value == null ? 0 : (Float) value;
            }
            case ColumnVector.Doubles(double[] values, BitSet nulls) -> {
                nulls.set(rows, value == null);
                values[rows] = value == null ? 0 : (Double) value;
            }
            case ColumnVector.Booleans(boolean[] values, BitSet nulls) -> {
                nulls.set(rows, value == null);
                values[rows] = value != null && (Boolean) value;
            }
            case ColumnVector.Objects(@Nullable Object[] values) -> {
                values[rows] = value == null ? null : ColumnCodec.fromIceberg(types.get(column), value);
                heapBytes += HeapWeight.of(value);
            }
        }
    }

    void endRow() {
        rows++;
        memory.atLeast(arrayBytes + heapBytes);
    }

    boolean isFull() {
        return rows == rowsMax || heapBytes >= HEAP_BYTES_MAX;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    /// The rows so far; starts anew.
    ColumnBatch take() {
        ColumnBatch batch = new ColumnBatch(rows, columns);
        rows = 0;
        heapBytes = 0;
        return batch;
    }

    private static ColumnVector vector(ValueType type, int rowsMax) {
        if (!(type instanceof ValueType.Scalar(ScalarType scalar))) {
            return new ColumnVector.Objects(new @Nullable Object[rowsMax]);
        }
        return switch (scalar) {
            case STRING, BLOB -> new ColumnVector.Objects(new @Nullable Object[rowsMax]);
            case BOOL -> new ColumnVector.Booleans(new boolean[rowsMax], new BitSet());
            case I32, DATE -> new ColumnVector.Ints(new int[rowsMax], new BitSet());
            case I64, U32, U64, DATE_TIME -> new ColumnVector.Longs(new long[rowsMax], new BitSet());
            case F32 -> new ColumnVector.Floats(new float[rowsMax], new BitSet());
            case F64 -> new ColumnVector.Doubles(new double[rowsMax], new BitSet());
        };
    }
}

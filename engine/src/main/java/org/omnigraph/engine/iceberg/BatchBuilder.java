package org.omnigraph.engine.iceberg;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;
import org.omnigraph.engine.table.ColumnBatch;
import org.omnigraph.engine.table.ColumnVector;

/// Gathers rows into one reused [ColumnBatch].
final class BatchBuilder {
    static final int ROWS_MAX = 4096;

    private final List<ValueType> types;
    private final List<ColumnVector> columns = new ArrayList<>();
    private int rows;

    BatchBuilder(List<ValueType> types) {
        this.types = List.copyOf(types);
        for (ValueType type : types) {
            columns.add(vector(type));
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
            case ColumnVector.Objects(@Nullable Object[] values) ->
                values[rows] = value == null ? null : ColumnCodec.fromIceberg(types.get(column), value);
        }
    }

    void endRow() {
        rows++;
    }

    boolean isFull() {
        return rows == ROWS_MAX;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    /// The rows so far; starts anew.
    ColumnBatch take() {
        ColumnBatch batch = new ColumnBatch(rows, columns);
        rows = 0;
        return batch;
    }

    private static ColumnVector vector(ValueType type) {
        if (!(type instanceof ValueType.Scalar(ScalarType scalar))) {
            return new ColumnVector.Objects(new @Nullable Object[ROWS_MAX]);
        }
        return switch (scalar) {
            case STRING, BLOB -> new ColumnVector.Objects(new @Nullable Object[ROWS_MAX]);
            case BOOL -> new ColumnVector.Booleans(new boolean[ROWS_MAX], new BitSet());
            case I32, DATE -> new ColumnVector.Ints(new int[ROWS_MAX], new BitSet());
            case I64, U32, U64, DATE_TIME -> new ColumnVector.Longs(new long[ROWS_MAX], new BitSet());
            case F32 -> new ColumnVector.Floats(new float[ROWS_MAX], new BitSet());
            case F64 -> new ColumnVector.Doubles(new double[ROWS_MAX], new BitSet());
        };
    }
}

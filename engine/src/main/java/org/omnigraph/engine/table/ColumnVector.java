package org.omnigraph.engine.table;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The values of one column in one batch, as `org.omnigraph.catalog.value` represents them. Which variant a column
/// has follows from its type alone: `Ints` for I32 and Date (days), `Longs` for I64, U32, U64 (its 64 bits) and
/// DateTime (milliseconds), `Floats`, `Doubles`, `Booleans`; everything else is `Objects`: String and enum as
/// `String`, Blob as `String` (`base64:…` or a URI), Vector as `float[]`, lists as `java.util.List` of the boxed
/// item. Arrays may be longer than the batch.
@SuppressWarnings("ArrayRecordComponent")
public sealed interface ColumnVector {
    /// Whether the row has no value.
    boolean isNull(int row);

    /// The boxed value, or null.
    @Nullable
    Object value(int row);

    record Ints(int[] values, BitSet nulls) implements ColumnVector {
        @Override
        public boolean isNull(int row) {
            return nulls.get(row);
        }

        @Override
        public @Nullable Object value(int row) {
            return nulls.get(row) ? null : (Object) values[row];
        }
    }

    record Longs(long[] values, BitSet nulls) implements ColumnVector {
        @Override
        public boolean isNull(int row) {
            return nulls.get(row);
        }

        @Override
        public @Nullable Object value(int row) {
            return nulls.get(row) ? null : (Object) values[row];
        }
    }

    record Floats(float[] values, BitSet nulls) implements ColumnVector {
        @Override
        public boolean isNull(int row) {
            return nulls.get(row);
        }

        @Override
        public @Nullable Object value(int row) {
            return nulls.get(row) ? null : (Object) values[row];
        }
    }

    record Doubles(double[] values, BitSet nulls) implements ColumnVector {
        @Override
        public boolean isNull(int row) {
            return nulls.get(row);
        }

        @Override
        public @Nullable Object value(int row) {
            return nulls.get(row) ? null : (Object) values[row];
        }
    }

    record Booleans(boolean[] values, BitSet nulls) implements ColumnVector {
        @Override
        public boolean isNull(int row) {
            return nulls.get(row);
        }

        @Override
        public @Nullable Object value(int row) {
            return nulls.get(row) ? null : (Object) values[row];
        }
    }

    record Objects(@Nullable Object[] values) implements ColumnVector {
        @Override
        public boolean isNull(int row) {
            return values[row] == null;
        }

        @Override
        public @Nullable Object value(int row) {
            return values[row];
        }
    }
}

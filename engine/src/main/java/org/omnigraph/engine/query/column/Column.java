package org.omnigraph.engine.query.column;

/// All values of one property of one type, by row. Rows stand in the order of ids. Immutable once built. Which
/// variant a property has follows from its type: `Ints` for I32 and Date (days), `Longs` for I64, U32, DateTime
/// (milliseconds) and U64 (the 64 bits), `Texts` for String, enum and Blob.
@SuppressWarnings("ArrayRecordComponent")
public sealed interface Column {
    boolean isNull(int row);

    /// What the column weighs in the cache.
    long bytes();

    record Ints(int[] values, Bits nulls) implements Column {
        @Override
        public boolean isNull(int row) {
            return nulls.get(row);
        }

        @Override
        public long bytes() {
            return 4L * values.length + nulls.bytes();
        }
    }

    record Longs(long[] values, Bits nulls) implements Column {
        @Override
        public boolean isNull(int row) {
            return nulls.get(row);
        }

        @Override
        public long bytes() {
            return 8L * values.length + nulls.bytes();
        }
    }

    record Floats(float[] values, Bits nulls) implements Column {
        @Override
        public boolean isNull(int row) {
            return nulls.get(row);
        }

        @Override
        public long bytes() {
            return 4L * values.length + nulls.bytes();
        }
    }

    record Doubles(double[] values, Bits nulls) implements Column {
        @Override
        public boolean isNull(int row) {
            return nulls.get(row);
        }

        @Override
        public long bytes() {
            return 8L * values.length + nulls.bytes();
        }
    }

    record Bools(Bits values, Bits nulls) implements Column {
        @Override
        public boolean isNull(int row) {
            return nulls.get(row);
        }

        @Override
        public long bytes() {
            return values.bytes() + nulls.bytes();
        }
    }

    /// A null row has the code [StringTable#ABSENT], which is smaller than every other, as null is.
    record Texts(int[] codes, StringTable dictionary) implements Column {
        @Override
        public boolean isNull(int row) {
            return codes[row] < 0;
        }

        @Override
        public long bytes() {
            return 4L * codes.length + dictionary.bytes();
        }
    }

    /// A null row has an empty array; no vector has dimension 0.
    record Vectors(float[][] values) implements Column {
        @Override
        public boolean isNull(int row) {
            return values[row].length == 0;
        }

        @Override
        public long bytes() {
            long bytes = 0;
            for (float[] vector : values) {
                bytes += vector.length == 0 ? 8 : 24 + 4L * vector.length;
            }
            return bytes;
        }
    }

    /// The items of all rows one after the other; row `r` has the items `offsets[r] … offsets[r + 1] - 1`.
    record Lists(int[] offsets, Column items, Bits nulls) implements Column {
        @Override
        public boolean isNull(int row) {
            return nulls.get(row);
        }

        @Override
        public long bytes() {
            return 4L * offsets.length + items.bytes() + nulls.bytes();
        }
    }
}

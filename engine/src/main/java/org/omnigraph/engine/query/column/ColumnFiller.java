package org.omnigraph.engine.query.column;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;
import org.omnigraph.engine.table.ColumnVector;
import org.omnigraph.engine.work.Reservation;
import org.omnigraph.engine.work.WorkScope;

/// Takes the values of one property in any order of rows and makes a [Column] of them. A row that is never put is
/// null.
public abstract sealed class ColumnFiller {
    /// Takes the value at a place of a scanned batch.
    public void put(int row, ColumnVector vector, int at) {
        put(row, vector.value(at));
    }

    /// Takes a value in the form of [ColumnVector].
    public abstract void put(int row, @Nullable Object value);

    public abstract Column build();

    /// A filler for this many rows. Its memory is reserved from the current [WorkScope], before it is allocated.
    public static ColumnFiller of(ValueType type, int rows) {
        WorkScope.current().memory().grow(bytesOf(type, rows));
        return switch (type) {
            case ValueType.Scalar(ScalarType scalar) -> ofScalar(scalar, rows);
            case ValueType.EnumOf e -> new OfTexts(rows);
            case ValueType.Vector v -> new OfVectors(rows);
            case ValueType.ListOf(ScalarType item) -> new OfLists(item, rows);
        };
    }

    private static long bytesOf(ValueType type, long rows) {
        return 64
                + rows
                        * switch (type) {
                            case ValueType.Scalar(ScalarType scalar) ->
                                switch (scalar) {
                                    case STRING, BLOB -> 4;
                                    case BOOL -> 1;
                                    case I32, DATE, F32 -> 5;
                                    case I64, U32, U64, DATE_TIME, F64 -> 9;
                                };
                            case ValueType.EnumOf _, ValueType.Vector _ -> 4;
                            case ValueType.ListOf _ -> 5;
                        };
    }

    private static ColumnFiller ofScalar(ScalarType scalar, int rows) {
        return switch (scalar) {
            case STRING, BLOB -> new OfTexts(rows);
            case BOOL -> new OfBools(rows);
            case I32, DATE -> new OfInts(rows);
            case I64, U32, U64, DATE_TIME -> new OfLongs(rows);
            case F32 -> new OfFloats(rows);
            case F64 -> new OfDoubles(rows);
        };
    }

    private static Bits allNull(int rows) {
        Bits nulls = new Bits(rows);
        nulls.setAll();
        return nulls;
    }

    private static final class OfInts extends ColumnFiller {
        private final int[] values;
        private final Bits nulls;

        OfInts(int rows) {
            values = new int[rows];
            nulls = allNull(rows);
        }

        @Override
        public void put(int row, @Nullable Object value) {
            if (value != null) {
                values[row] = ((Number) value).intValue();
                nulls.clear(row);
            }
        }

        @Override
        public void put(int row, ColumnVector vector, int at) {
            if (vector instanceof ColumnVector.Ints ints) {
                if (!ints.isNull(at)) {
                    values[row] = ints.values()[at];
                    nulls.clear(row);
                }
            } else {
                put(row, vector.value(at));
            }
        }

        @Override
        public Column build() {
            return new Column.Ints(values, nulls);
        }
    }

    private static final class OfLongs extends ColumnFiller {
        private final long[] values;
        private final Bits nulls;

        OfLongs(int rows) {
            values = new long[rows];
            nulls = allNull(rows);
        }

        @Override
        public void put(int row, @Nullable Object value) {
            if (value != null) {
                values[row] = ((Number) value).longValue();
                nulls.clear(row);
            }
        }

        @Override
        public void put(int row, ColumnVector vector, int at) {
            if (vector instanceof ColumnVector.Longs longs) {
                if (!longs.isNull(at)) {
                    values[row] = longs.values()[at];
                    nulls.clear(row);
                }
            } else {
                put(row, vector.value(at));
            }
        }

        @Override
        public Column build() {
            return new Column.Longs(values, nulls);
        }
    }

    private static final class OfFloats extends ColumnFiller {
        private final float[] values;
        private final Bits nulls;

        OfFloats(int rows) {
            values = new float[rows];
            nulls = allNull(rows);
        }

        @Override
        public void put(int row, @Nullable Object value) {
            if (value != null) {
                values[row] = ((Number) value).floatValue();
                nulls.clear(row);
            }
        }

        @Override
        public Column build() {
            return new Column.Floats(values, nulls);
        }
    }

    private static final class OfDoubles extends ColumnFiller {
        private final double[] values;
        private final Bits nulls;

        OfDoubles(int rows) {
            values = new double[rows];
            nulls = allNull(rows);
        }

        @Override
        public void put(int row, @Nullable Object value) {
            if (value != null) {
                values[row] = ((Number) value).doubleValue();
                nulls.clear(row);
            }
        }

        @Override
        public Column build() {
            return new Column.Doubles(values, nulls);
        }
    }

    private static final class OfBools extends ColumnFiller {
        private final Bits values;
        private final Bits nulls;

        OfBools(int rows) {
            values = new Bits(rows);
            nulls = allNull(rows);
        }

        @Override
        public void put(int row, @Nullable Object value) {
            if (value != null) {
                nulls.clear(row);
                if ((Boolean) value) {
                    values.set(row);
                }
            }
        }

        @Override
        public Column build() {
            return new Column.Bools(values, nulls);
        }
    }

    private static final class OfTexts extends ColumnFiller {
        private final StringTableBuilder texts = new StringTableBuilder();
        private final int[] codes;

        OfTexts(int rows) {
            codes = new int[rows];
            Arrays.fill(codes, StringTable.ABSENT);
        }

        @Override
        public void put(int row, @Nullable Object value) {
            if (value != null) {
                codes[row] = texts.add((String) value);
            }
        }

        @Override
        public Column build() {
            StringTableBuilder.Built built = texts.build();
            for (int row = 0; row < codes.length; row++) {
                if (codes[row] >= 0) {
                    codes[row] = built.index(codes[row]);
                }
            }
            return new Column.Texts(codes, built.table());
        }
    }

    private static final class OfVectors extends ColumnFiller {
        private static final float[] NULL = {};

        private final Reservation memory = WorkScope.current().memory();
        private final float[][] values;

        OfVectors(int rows) {
            values = new float[rows][];
            Arrays.fill(values, NULL);
        }

        @Override
        public void put(int row, @Nullable Object value) {
            if (value != null) {
                float[] vector = (float[]) value;
                memory.grow(24 + 4L * vector.length);
                values[row] = vector.clone();
            }
        }

        @Override
        public Column build() {
            return new Column.Vectors(values);
        }
    }

    private static final class OfLists extends ColumnFiller {
        private final WorkScope scope = WorkScope.current();
        private final Reservation memory = scope.memory();
        private final ScalarType item;
        private long kept;
        private final List<?>[] values;
        private final Bits nulls;

        OfLists(ScalarType item, int rows) {
            this.item = item;
            this.values = new List<?>[rows];
            Arrays.fill(values, List.of());
            this.nulls = allNull(rows);
        }

        @Override
        public void put(int row, @Nullable Object value) {
            if (value != null) {
                List<?> list = (List<?>) value;
                memory.grow(listBytes(list));
                kept += listBytes(list);
                values[row] = list;
                nulls.clear(row);
            }
        }

        @Override
        public Column build() {
            memory.grow(4L * values.length + 4);
            int[] offsets = new int[values.length + 1];
            for (int row = 0; row < values.length; row++) {
                offsets[row + 1] = ColumnLimits.entries((long) offsets[row] + values[row].size(), "a column of lists");
            }
            memory.grow(bytesOf(new ValueType.Scalar(item), offsets[values.length]));
            ColumnFiller items = ofScalar(item, offsets[values.length]);
            int at = 0;
            for (List<?> list : values) {
                for (Object value : list) {
                    scope.check();
                    items.put(at++, value);
                }
            }
            Column built = items.build();
            Arrays.fill(values, List.of());
            memory.shrink(kept);
            return new Column.Lists(offsets, built, nulls);
        }

        private static long listBytes(List<?> list) {
            long bytes = 48 + 28L * list.size();
            for (Object value : list) {
                bytes += value instanceof String text ? 40 + 2L * text.length() : 0;
            }
            return bytes;
        }
    }
}

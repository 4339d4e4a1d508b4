package org.omnigraph.engine.query.run;

import org.omnigraph.engine.query.budget.QueryBudget;
import org.omnigraph.engine.query.column.Column;

/// One group key as a number: equal for equal values, different for different ones.
interface GroupKey {
    boolean isNull(int[][] slots, int index);

    long encode(int[][] slots, int index);

    /// The key of a node: its row.
    static GroupKey ofNode(int slot) {
        return new GroupKey() {
            @Override
            public boolean isNull(int[][] slots, int index) {
                return false;
            }

            @Override
            public long encode(int[][] slots, int index) {
                return slots[slot][index];
            }
        };
    }

    /// The key of a property.
    static GroupKey ofColumn(int slot, Column column, QueryBudget budget) {
        RowCode code = code(column, budget);
        return new GroupKey() {
            @Override
            public boolean isNull(int[][] slots, int index) {
                return column.isNull(slots[slot][index]);
            }

            @Override
            public long encode(int[][] slots, int index) {
                return code.of(slots[slot][index]);
            }
        };
    }

    /// The number for a row's value.
    @FunctionalInterface
    interface RowCode {
        long of(int row);
    }

    private static RowCode code(Column column, QueryBudget budget) {
        return switch (column) {
            case Column.Ints ints -> row -> ints.values()[row];
            case Column.Longs longs -> row -> longs.values()[row];
            // Adding zero makes one of both zeros.
            case Column.Floats floats -> row -> Float.floatToIntBits(floats.values()[row] + 0.0f);
            case Column.Doubles doubles -> row -> Double.doubleToLongBits(doubles.values()[row] + 0.0);
            case Column.Bools bools -> row -> bools.values().get(row) ? 1 : 0;
            case Column.Texts texts -> row -> texts.codes()[row];
            case Column.Vectors vectors -> {
                WordCodes codes = new WordCodes(budget);
                yield row -> codes.of(words(vectors.values()[row]));
            }
            case Column.Lists lists -> {
                RowCode items = code(lists.items(), budget);
                WordCodes codes = new WordCodes(budget);
                yield row -> {
                    int start = lists.offsets()[row];
                    long[] list = new long[lists.offsets()[row + 1] - start];
                    for (int i = 0; i < list.length; i++) {
                        list[i] = items.of(start + i);
                    }
                    return codes.of(list);
                };
            }
        };
    }

    private static long[] words(float[] vector) {
        long[] words = new long[vector.length];
        for (int i = 0; i < vector.length; i++) {
            words[i] = Float.floatToIntBits(vector[i] + 0.0f);
        }
        return words;
    }
}

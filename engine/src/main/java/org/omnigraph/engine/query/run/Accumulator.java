package org.omnigraph.engine.query.run;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.omnigraph.engine.query.budget.QueryBudget;
import org.omnigraph.engine.query.column.Column;

/// One aggregate over all groups (query-language.md §7.19).
abstract sealed class Accumulator {
    private int capacity;

    /// Makes room for this many groups.
    final void grow(int groups, QueryBudget budget) {
        if (groups > capacity) {
            int larger = Math.max(16, (int) Math.min(Integer.MAX_VALUE - 8L, capacity * 2L));
            if (larger < groups) {
                budget.useBytes(Long.MAX_VALUE / 2);
            }
            // The old and the new arrays are there together while one is copied to the other.
            budget.useBytes(bytesPerGroup() * larger);
            resize(larger);
            budget.releaseBytes(bytesPerGroup() * capacity);
            capacity = larger;
        }
    }

    abstract void resize(int groups);

    /// What a group takes, boxed values included.
    long bytesPerGroup() {
        return switch (this) {
            case Count _ -> 8;
            case Sum _ -> 40;
            case Extreme _ -> 32;
            case ExtremeRow _ -> 4;
        };
    }

    abstract void add(int group, int[][] slots, int index);

    /// The aggregate of a group, boxed: Long for counts, Double for sums and means, else the argument's value.
    abstract @Nullable Object result(int group);

    /// Counts assignments whose argument is not null.
    static final class Count extends Accumulator {
        private final Cell argument;
        private long[] counts = {};

        Count(Cell argument) {
            this.argument = argument;
        }

        @Override
        void resize(int groups) {
            counts = Arrays.copyOf(counts, groups);
        }

        @Override
        void add(int group, int[][] slots, int index) {
            boolean isNull = switch (argument) {
                case Cell.Null _ -> true;
                case Cell.InColumn(int slot, Column column) -> column.isNull(slots[slot][index]);
                case Cell.Constant _, Cell.InSet _ -> false;
            };
            if (!isNull) {
                counts[group]++;
            }
        }

        @Override
        Object result(int group) {
            return counts[group];
        }
    }

    /// Adds up numbers. Integers exactly, in 128 bits; floats with a running compensation (Neumaier), so that the
    /// order of assignments, which a plan is free to choose, hardly ever shows.
    static final class Sum extends Accumulator {
        private final Cell argument;
        private final boolean mean;
        private long[] counts = {};
        private long[] low = {};
        private long[] high = {};
        private double[] sums = {};
        private double[] corrections = {};

        /// @param mean true for `avg`
        Sum(Cell argument, boolean mean) {
            this.argument = argument;
            this.mean = mean;
        }

        @Override
        void resize(int groups) {
            counts = Arrays.copyOf(counts, groups);
            low = Arrays.copyOf(low, groups);
            high = Arrays.copyOf(high, groups);
            sums = Arrays.copyOf(sums, groups);
            corrections = Arrays.copyOf(corrections, groups);
        }

        @Override
        void add(int group, int[][] slots, int index) {
            if (argument instanceof Cell.InColumn(int slot, Column column)) {
                int row = slots[slot][index];
                if (column instanceof Column.Ints ints) {
                    if (!ints.isNull(row)) {
                        addInteger(group, ints.values()[row]);
                    }
                    return;
                }
                if (column instanceof Column.Doubles doubles) {
                    if (!doubles.isNull(row)) {
                        addFloat(group, doubles.values()[row]);
                    }
                    return;
                }
            }
            switch (argument.value(slots, index)) {
                case Float f -> addFloat(group, f);
                case Double d -> addFloat(group, d);
                case Number n -> addInteger(group, n.longValue());
                case null, default -> {}
            }
        }

        private void addInteger(int group, long value) {
            counts[group]++;
            long sum = low[group] + value;
            boolean carry = Long.compareUnsigned(sum, low[group]) < 0;
            low[group] = sum;
            high[group] += (value >> 63) + (carry ? 1 : 0);
        }

        private void addFloat(int group, double value) {
            counts[group]++;
            double sum = sums[group] + value;
            corrections[group] += Math.abs(sums[group]) >= Math.abs(value)
                    ? (sums[group] - sum) + value
                    : (value - sum) + sums[group];
            sums[group] = sum;
        }

        @Override
        @Nullable
        Object result(int group) {
            if (counts[group] == 0) {
                return null;
            }
            double total = total(group);
            return mean ? total / counts[group] : total;
        }

        private double total(int group) {
            if (high[group] != 0 || low[group] != 0) {
                return BigInteger.valueOf(high[group])
                        .shiftLeft(64)
                        .add(new BigInteger(Long.toUnsignedString(low[group])))
                        .doubleValue();
            }
            double corrected = sums[group] + corrections[group];
            return Double.isFinite(sums[group]) ? corrected : sums[group];
        }
    }

    /// The smallest or largest value.
    static final class Extreme extends Accumulator {
        private final Cell argument;
        private final int sign;
        private @Nullable Object[] best = {};

        Extreme(Cell argument, boolean largest) {
            this.argument = argument;
            this.sign = largest ? -1 : 1;
        }

        @Override
        void resize(int groups) {
            best = Arrays.copyOf(best, groups);
        }

        @Override
        void add(int group, int[][] slots, int index) {
            Object value = argument.value(slots, index);
            Object known = best[group];
            if (value != null && (known == null || sign * ColumnOrder.compareBoxed(value, known) < 0)) {
                best[group] = value;
            }
        }

        @Override
        @Nullable
        Object result(int group) {
            return best[group];
        }
    }

    /// The smallest or largest value of a column, compared row by row without reading the values.
    static final class ExtremeRow extends Accumulator {
        private final int slot;
        private final Column column;
        private final ColumnOrder order;
        private final int sign;
        private int[] best = {};

        ExtremeRow(int slot, Column column, boolean largest) {
            this.slot = slot;
            this.column = column;
            this.order = ColumnOrder.of(column);
            this.sign = largest ? -1 : 1;
        }

        @Override
        void resize(int groups) {
            int known = best.length;
            best = Arrays.copyOf(best, groups);
            Arrays.fill(best, known, groups, -1);
        }

        @Override
        void add(int group, int[][] slots, int index) {
            int row = slots[slot][index];
            if (!column.isNull(row) && (best[group] < 0 || sign * order.compare(row, best[group]) < 0)) {
                best[group] = row;
            }
        }

        @Override
        @Nullable
        Object result(int group) {
            return best[group] < 0 ? null : ColumnValues.of(column, best[group]);
        }
    }
}

package org.omnigraph.engine.query.run;

import org.jspecify.annotations.Nullable;
import org.omnigraph.engine.query.column.Bits;
import org.omnigraph.engine.query.column.Column;

/// An expression compiled to where its value lies.
sealed interface Cell {
    /// Null for every assignment.
    record Null() implements Cell {
        @Override
        public @Nullable Object value(int[][] slots, int index) {
            return null;
        }
    }

    /// The same value for every assignment.
    record Constant(Object value) implements Cell {
        @Override
        public Object value(int[][] slots, int index) {
            return value;
        }
    }

    /// A property of the node or edge in a slot.
    record InColumn(int slot, Column column) implements Cell {
        @Override
        public @Nullable Object value(int[][] slots, int index) {
            return ColumnValues.of(column, slots[slot][index]);
        }
    }

    /// Whether the node in a slot is in a set.
    record InSet(int slot, Bits rows) implements Cell {
        @Override
        public Object value(int[][] slots, int index) {
            return rows.get(slots[slot][index]);
        }
    }

    /// The value, or null, boxed in the representation of [org.omnigraph.catalog.value].
    @Nullable
    Object value(int[][] slots, int index);
}

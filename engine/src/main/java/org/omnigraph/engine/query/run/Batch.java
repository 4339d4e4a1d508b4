package org.omnigraph.engine.query.run;

import java.util.Arrays;
import org.omnigraph.engine.query.budget.QueryBudget;

/// Some assignments, column by column: for each bound variable's slot the row of its node or edge. A stage owns the
/// batch that it fills; whoever is given one may drop assignments from it in place, but keeps nothing of it.
final class Batch {
    private static final int CAPACITY_MAX = 1024;
    private static final int CAPACITY_MIN = 64;

    /// How many values a batch should have in all: a query of many variables has shorter batches.
    private static final int VALUES = 32 * CAPACITY_MAX;

    private static final int[] UNBOUND = {};

    final int[][] slots;
    final int capacity;
    int size;

    /// @param width how many slots the whole query has
    /// @param bound the slots that have a value here
    Batch(int width, int[] bound, QueryBudget budget) {
        capacity = Math.clamp(VALUES / Math.max(1, width), CAPACITY_MIN, CAPACITY_MAX);
        budget.useBytes(64 + 8L * width + bound.length * (16 + 4L * capacity));
        slots = new int[width][];
        Arrays.fill(slots, UNBOUND);
        for (int slot : bound) {
            slots[slot] = new int[capacity];
        }
    }

    /// Copies the values of these slots from one assignment of another batch to the next free place here.
    void carry(Batch from, int index, int[] carried) {
        for (int slot : carried) {
            slots[slot][size] = from.slots[slot][index];
        }
    }

    /// Moves an assignment of this batch to an earlier place.
    void move(int from, int to) {
        if (from != to) {
            for (int[] slot : slots) {
                if (slot.length > 0) {
                    slot[to] = slot[from];
                }
            }
        }
    }
}

package org.omnigraph.engine.query.run;

import java.util.Arrays;

/// Some assignments, column by column: for each bound variable's slot the row of its node or edge. A stage owns the
/// batch that it fills; whoever is given one may drop assignments from it in place, but keeps nothing of it.
final class Batch {
    static final int CAPACITY = 1024;

    private static final int[] UNBOUND = {};

    final int[][] slots;
    int size;

    /// @param width how many slots the whole query has
    /// @param bound the slots that have a value here
    Batch(int width, int[] bound) {
        slots = new int[width][];
        Arrays.fill(slots, UNBOUND);
        for (int slot : bound) {
            slots[slot] = new int[CAPACITY];
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

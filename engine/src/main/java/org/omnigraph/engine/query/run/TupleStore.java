package org.omnigraph.engine.query.run;

import java.util.Arrays;
import org.omnigraph.engine.query.budget.QueryBudget;

/// Assignments that outlive their batch, one after the other in one array.
final class TupleStore {
    private static final int FIRST_CAPACITY = 64;
    private static final int ARRAY_MAX = Integer.MAX_VALUE - 8;

    private final int[] slots;
    private final int[] positions;
    private final QueryBudget budget;
    private int[] data;
    private int size;

    /// @param slots which slots are kept
    /// @param width how many slots the query has
    TupleStore(int[] slots, int width, QueryBudget budget) {
        this.slots = slots.clone();
        this.positions = new int[width];
        Arrays.fill(positions, -1);
        for (int i = 0; i < slots.length; i++) {
            positions[slots[i]] = i;
        }
        this.budget = budget;
        budget.useBytes(4L * FIRST_CAPACITY * Math.max(1, slots.length));
        this.data = new int[FIRST_CAPACITY * Math.max(1, slots.length)];
    }

    int size() {
        return size;
    }

    /// The row in a kept slot of one assignment.
    int row(int index, int slot) {
        return data[index * slots.length + positions[slot]];
    }

    /// Appends an assignment of a batch.
    int add(int[][] batch, int at) {
        long end = (size + 1L) * slots.length;
        if (end > data.length) {
            grow(end);
        }
        set(size, batch, at);
        return size++;
    }

    /// Both arrays are there while one is copied to the other.
    private void grow(long end) {
        if (end > ARRAY_MAX) {
            // More than one array can hold; no account holds as much.
            budget.useBytes(Long.MAX_VALUE / 2);
        }
        int before = data.length;
        int capacity = (int) Math.min(ARRAY_MAX, Math.max(end, before * 2L));
        budget.useBytes(4L * capacity);
        budget.checkTime();
        data = Arrays.copyOf(data, capacity);
        budget.checkTime();
        budget.releaseBytes(4L * before);
    }

    /// Overwrites an assignment.
    void set(int index, int[][] batch, int at) {
        int to = index * slots.length;
        for (int slot : slots) {
            data[to++] = batch[slot][at];
        }
    }

    /// Forgets the last assignment.
    void removeLast() {
        size--;
    }

    /// Copies one assignment over another.
    void copy(int from, int to) {
        System.arraycopy(data, from * slots.length, data, to * slots.length, slots.length);
    }
}

package org.omnigraph.engine.query.run;

import java.util.Arrays;
import java.util.List;
import org.omnigraph.engine.query.budget.QueryBudget;
import org.omnigraph.state.digest.HashKey;

/// The end of a plan that aggregates: finds the group of each assignment by its keys, keeps the first assignment of
/// each group to read the keys from, and feeds the accumulators. Keys are hashed under a secret, since the
/// values that a query groups by are whoever wrote them's choice.
final class Groups implements Stage {
    private static final int EMPTY = -1;
    private static final int FIRST_CAPACITY = 64;

    private final HashKey hashKey = HashKey.ofProcess();
    private final List<GroupKey> keys;
    private final List<Accumulator> accumulators;
    private final TupleStore firsts;
    private final QueryBudget budget;
    private final int stride;
    private long[] keysOfGroups;
    private int[] table;

    Groups(List<GroupKey> keys, List<Accumulator> accumulators, TupleStore firsts, QueryBudget budget) {
        this.keys = List.copyOf(keys);
        this.accumulators = List.copyOf(accumulators);
        this.firsts = firsts;
        this.budget = budget;
        // One bit more per key says whether it is null.
        this.stride = keys.size() + (keys.size() + 63) / 64;
        this.keysOfGroups = new long[16 * stride];
        this.table = new int[FIRST_CAPACITY];
        Arrays.fill(table, EMPTY);
    }

    @Override
    public void accept(Batch batch) {
        long[] key = new long[stride];
        for (int i = 0; i < batch.size; i++) {
            budget.steps(1 + keys.size() + accumulators.size());
            Arrays.fill(key, keys.size(), stride, 0);
            for (int k = 0; k < keys.size(); k++) {
                boolean isNull = keys.get(k).isNull(batch.slots, i);
                key[k] = isNull ? 0 : keys.get(k).encode(batch.slots, i);
                if (isNull) {
                    key[keys.size() + (k >> 6)] |= 1L << k;
                }
            }
            int group = find(key, batch.slots, i);
            for (Accumulator accumulator : accumulators) {
                accumulator.add(group, batch.slots, i);
            }
        }
    }

    @Override
    public void flush() {
        // Nothing is held back from a next stage.
    }

    /// How many groups there are.
    int size() {
        return firsts.size();
    }

    private int find(long[] key, int[][] slots, int index) {
        int at = home(key);
        while (table[at] != EMPTY) {
            int group = table[at];
            if (Arrays.equals(keysOfGroups, group * stride, (group + 1) * stride, key, 0, stride)) {
                return group;
            }
            at = (at + 1) & (table.length - 1);
        }
        int group = firsts.add(slots, index);
        table[at] = group;
        if ((group + 1L) * stride > keysOfGroups.length) {
            int before = keysOfGroups.length;
            int capacity = (int) Math.min(Integer.MAX_VALUE - 8L, 2L * before);
            if ((group + 1L) * stride > capacity) {
                budget.useBytes(Long.MAX_VALUE / 2);
            }
            budget.useBytes(8L * capacity);
            keysOfGroups = Arrays.copyOf(keysOfGroups, capacity);
            budget.releaseBytes(8L * before);
        }
        System.arraycopy(key, 0, keysOfGroups, group * stride, stride);
        for (Accumulator accumulator : accumulators) {
            accumulator.grow(group + 1, budget);
        }
        if (firsts.size() * 2 > table.length) {
            rehash();
        }
        return group;
    }

    private void rehash() {
        budget.useBytes(8L * table.length);
        budget.releaseBytes(4L * table.length);
        table = new int[table.length * 2];
        Arrays.fill(table, EMPTY);
        long[] key = new long[stride];
        for (int group = 0; group < firsts.size(); group++) {
            budget.step();
            System.arraycopy(keysOfGroups, group * stride, key, 0, stride);
            int at = home(key);
            while (table[at] != EMPTY) {
                at = (at + 1) & (table.length - 1);
            }
            table[at] = group;
        }
    }

    /// How many slots are read to find every group once.
    long probes() {
        long probes = 0;
        long[] key = new long[stride];
        for (int slot = 0; slot < table.length; slot++) {
            if (table[slot] != EMPTY) {
                System.arraycopy(keysOfGroups, table[slot] * stride, key, 0, stride);
                probes += 1 + ((slot - home(key)) & (table.length - 1));
            }
        }
        return probes;
    }

    private int home(long[] key) {
        return (int) hashKey.hash(key, 0, stride) & (table.length - 1);
    }
}

package org.omnigraph.engine.query.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.omnigraph.engine.query.budget.QueryBudget;
import org.omnigraph.engine.query.budget.QueryLimits;
import org.omnigraph.engine.query.column.Bits;
import org.omnigraph.engine.query.column.Column;
import org.omnigraph.engine.work.WorkScope;

/// Grouping costs the same for values that were chosen to meet in one slot.
class GroupsTest {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;
    private static final int CHOSEN = 20_000;

    @Test
    void accept_numbersOfOneOldHash_probesAsFewAsOthers() {
        long[] values = new long[CHOSEN];
        for (int i = 0; i < CHOSEN; i++) {
            values[i] = withOldHash(i);
        }
        Set<Integer> oldHashes = new HashSet<>();
        for (long value : values) {
            oldHashes.add(oldHash(value, 0) & 0xffff);
        }
        assertThat(oldHashes).hasSize(1);
        Groups groups = groups(new Column.Longs(values, new Bits(CHOSEN)));
        assertThat(groups.size()).isEqualTo(CHOSEN);
        assertThat(groups.probes()).isLessThan(2L * CHOSEN);
    }

    @Test
    void accept_listsOfOneListHash_areToldApart() {
        // List.hashCode is 31 * first + second: i and 31 (n - i) all meet.
        long[] items = new long[2 * CHOSEN];
        int[] offsets = new int[CHOSEN + 1];
        for (int i = 0; i < CHOSEN; i++) {
            items[2 * i] = i;
            items[2 * i + 1] = 31L * (CHOSEN - i);
            offsets[i + 1] = 2 * i + 2;
        }
        Column.Lists lists =
                new Column.Lists(offsets, new Column.Longs(items, new Bits(items.length)), new Bits(CHOSEN));
        assertThat(groups(lists).size()).isEqualTo(CHOSEN);
    }

    @Test
    void codes_arraysOfOneListHash_getHashesOfTheirOwn() {
        WordCodes codes = new WordCodes(
                new QueryBudget(new QueryLimits(1 << 30, 1 << 30, Duration.ofHours(1)), WorkScope.current()));
        Set<Integer> hashes = new HashSet<>();
        for (int i = 0; i < CHOSEN; i++) {
            long[] words = {i, 31L * (CHOSEN - i)};
            assertThat(List.of(words[0], words[1])).hasSameHashCodeAs(List.of(0L, 31L * CHOSEN));
            assertThat(codes.of(words)).isEqualTo(i);
            assertThat(codes.of(words.clone())).isEqualTo(i);
            hashes.add(WordCodes.hash(words));
        }
        assertThat(hashes).hasSizeGreaterThan(CHOSEN - 10);
    }

    private static Groups groups(Column column) {
        QueryBudget budget =
                new QueryBudget(new QueryLimits(1 << 30, 1 << 30, Duration.ofHours(1)), WorkScope.current());
        Groups groups = new Groups(
                List.of(GroupKey.ofColumn(0, column, budget)),
                List.of(),
                new TupleStore(new int[] {0}, 1, budget),
                budget);
        Batch batch = new Batch(1, new int[] {0}, budget);
        for (int row = 0; row < CHOSEN; row++) {
            batch.slots[0][0] = row;
            batch.size = 1;
            groups.accept(batch);
        }
        return groups;
    }

    /// The hash that the table once had, of a key and its word of null bits.
    private static int oldHash(long value, long nulls) {
        long hash = 0;
        for (long word : new long[] {value, nulls}) {
            hash = (hash ^ word) * FACTOR;
            hash ^= hash >>> 29;
        }
        return (int) (hash ^ (hash >>> 32));
    }

    /// A value whose old hash has the low 16 bits 0: every step of it can be undone.
    private static long withOldHash(long high) {
        long inverse = FACTOR;
        for (int i = 0; i < 6; i++) {
            inverse *= 2 - FACTOR * inverse;
        }
        // low 32 bits equal the high ones: hash ^ (hash >>> 32) is 0 below.
        long hash = high << 32 | high;
        for (int word = 0; word < 2; word++) {
            hash = (hash ^ (hash >>> 29) ^ (hash >>> 58)) * inverse;
        }
        return hash;
    }
}

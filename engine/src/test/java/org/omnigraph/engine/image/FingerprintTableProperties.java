package org.omnigraph.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// The table against a HashMap, on the heap and spilled to disk.
class FingerprintTableProperties {

    @Property(tries = 30)
    void table_behavesLikeAMap(@ForAll long seed, @ForAll @IntRange(max = 3_000) int puts) {
        compare(new Random(seed), puts, 1_000);
    }

    @Example
    void table_beyondFourMebibytes_liesOnDiskAndIsGoneAfterwards() throws IOException {
        Path folder = Files.createTempDirectory("spill");
        try (SpillSpace spill = new SpillSpace(folder)) {
            FingerprintTable table = new FingerprintTable(spill);
            Fingerprint.Maker maker = new Fingerprint.Maker();
            for (int i = 0; i < 300_000; i++) {
                table.first(table.slot(maker.of("id" + i)), i);
            }
            for (int i = 0; i < 300_000; i++) {
                assertThat(table.first(table.find(maker.of("id" + i)))).isEqualTo(i);
            }
            assertThat(table.contains(maker.of("other"))).isFalse();
            assertThat(SpilledBytes.isMapped(folder)).isTrue();
            // It has no name, so nothing is left of it even if the process is killed now.
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).isEmpty();
            }
        }
        assertThat(SpilledBytes.isMapped(folder)).isFalse();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
        Files.delete(folder);
    }

    @Example
    void slot_fingerprintsThatShareTheirLowBits_probesAsFewAsOthers() {
        try (SpillSpace spill = space()) {
            FingerprintTable table = new FingerprintTable(spill);
            for (long i = 1; i <= 20_000; i++) {
                // As found by trying texts: half a SHA-256 is safe, its last sixteen bits are not.
                table.slot(new Fingerprint(i * 0x9E3779B97F4A7C15L, i << 16));
            }
            assertThat(table.probes()).isLessThan(3 * table.size());
        }
    }

    @Example
    void list_longerThanItsHeapPart_givesAllEntriesInOrder() {
        try (SpillSpace spill = space()) {
            SpillList list = new SpillList(spill);
            for (int i = 0; i < 10_000; i++) {
                list.add(i, List.of("a" + i, ""));
            }
            long[] next = {0};
            list.forEach(entry -> {
                assertThat(entry).isEqualTo(new SpillList.Entry(next[0], List.of("a" + next[0], "")));
                next[0]++;
            });
            assertThat(next[0]).isEqualTo(10_000).isEqualTo(list.size());
        }
    }

    private static void compare(Random random, int puts, int range) {
        try (SpillSpace spill = space()) {
            FingerprintTable table = new FingerprintTable(spill);
            Fingerprint.Maker maker = new Fingerprint.Maker();
            Map<Integer, Long> model = new HashMap<>();
            for (int i = 0; i < puts; i++) {
                int key = random.nextInt(range);
                long value = random.nextLong();
                long slot = table.slot(maker.of(List.of("k", "" + key)));
                table.first(slot, value);
                table.second(slot, ~value);
                model.put(key, value);
            }
            assertThat(table.size()).isEqualTo(model.size());
            for (int key = 0; key < range; key++) {
                long slot = table.find(maker.of(List.of("k", "" + key)));
                Long expected = model.get(key);
                assertThat(slot == FingerprintTable.ABSENT).isEqualTo(expected == null);
                if (expected != null) {
                    assertThat(table.first(slot)).isEqualTo(expected);
                    assertThat(table.second(slot)).isEqualTo(~expected);
                }
            }
        }
    }

    /// Tables this small never need a file, so that there is no folder to remove.
    private static SpillSpace space() {
        return new SpillSpace(Path.of(System.getProperty("java.io.tmpdir")));
    }
}

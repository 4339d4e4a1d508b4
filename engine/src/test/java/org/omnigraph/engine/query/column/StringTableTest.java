package org.omnigraph.engine.query.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.digest.HashKey;

/// Look-ups stay short for chosen strings, and the bytes may be more than one array holds.
class StringTableTest {
    private static final HashKey KEY = HashKey.of(1, 2);

    @Test
    void find_stringsOfOneOldHash_probesAsFewAsOthers() {
        List<String> chosen = Colliding.texts(17);
        StringTableBuilder builder = new StringTableBuilder();
        chosen.forEach(builder::add);
        StringTable table = builder.build().table();
        assertThat(table.size()).isEqualTo(131_072);
        assertThat(table.probes()).isLessThan(2L * table.size());
        assertThat(table.text(table.find(chosen.getLast()))).isEqualTo(chosen.getLast());
    }

    @Test
    void find_anyNumberOfStrings_leavesSlotsFree() {
        for (int size = 0; size < 70; size++) {
            byte[][] sorted = new byte[size][];
            for (int i = 0; i < size; i++) {
                sorted[i] = new byte[] {(byte) i};
            }
            StringTable table = StringTable.ofSorted(sorted, KEY, 100);
            assertThat(table.find("absent")).isEqualTo(StringTable.ABSENT);
            for (int i = 0; i < size; i++) {
                assertThat(table.find(sorted[i])).isEqualTo(i);
            }
        }
    }

    @Test
    void table_ofSeveralChunks_behavesAsOneOfOne() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            byte[][] sorted = sorted(random, random.nextInt(60));
            StringTable one = StringTable.ofSorted(sorted, KEY, Integer.MAX_VALUE);
            StringTable many = StringTable.ofSorted(sorted, HashKey.of(round, 3), 1 + random.nextInt(20));
            assertThat(many.digest()).isEqualTo(one.digest());
            assertThat(many.longest()).isEqualTo(one.longest());
            for (int i = 0; i < sorted.length; i++) {
                String text = new String(sorted[i], StandardCharsets.UTF_8);
                assertThat(many.text(i)).isEqualTo(text);
                assertThat(many.find(text)).isEqualTo(i);
                assertThat(many.rank(text)).isEqualTo(i);
                assertThat(many.find(text + "z")).isEqualTo(one.find(text + "z"));
                assertThat(many.rank(text + "z")).isEqualTo(one.rank(text + "z"));
                int other = random.nextInt(sorted.length);
                assertThat(Integer.signum(many.compare(i, one, other))).isEqualTo(Integer.compare(i, other));
            }
        }
    }

    @Test
    void ofSorted_moreBytesThanAChunk_splitsNoString() {
        byte[][] sorted = {bytes("aaaa"), bytes("bb"), bytes("cc"), bytes("dddddddddd"), bytes("e")};
        StringTable table = StringTable.ofSorted(sorted, KEY, 4);
        assertThat(List.of(table.text(0), table.text(1), table.text(2), table.text(3), table.text(4)))
                .containsExactly("aaaa", "bb", "cc", "dddddddddd", "e");
        // Four chunks: "aaaa", "bbcc", "dddddddddd", "e".
        assertThat(table.bytes() - StringTable.ofSorted(sorted, KEY, 100).bytes())
                .isEqualTo(3 * 24);
    }

    private static byte[][] sorted(Random random, int size) {
        List<byte[]> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(9); length > 0; length--) {
                text.appendCodePoint(random.nextBoolean() ? 'a' + random.nextInt(3) : 0x1F600 + random.nextInt(2));
            }
            texts.add(bytes(text.toString()));
        }
        texts.sort(Arrays::compareUnsigned);
        for (int i = texts.size() - 1; i > 0; i--) {
            if (Arrays.equals(texts.get(i), texts.get(i - 1))) {
                texts.remove(i);
            }
        }
        return texts.toArray(new byte[0][]);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

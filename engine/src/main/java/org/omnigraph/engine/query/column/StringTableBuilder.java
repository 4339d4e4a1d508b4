package org.omnigraph.engine.query.column;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.omnigraph.engine.work.Reservation;
import org.omnigraph.engine.work.WorkScope;

/// Gathers strings in any order and with repeats, and makes a [StringTable] of them.
public final class StringTableBuilder {
    private static final long BYTES_PER_STRING = 112;

    private final WorkScope scope = WorkScope.current();
    private final Map<String, Integer> codes = new HashMap<>();
    private long reserved;
    private long characters;

    /// A provisional code for this string: the same for equal strings, counted from 0 in order of first appearance.
    public int add(String text) {
        Integer known = codes.get(text);
        if (known != null) {
            return known;
        }
        scope.check();
        long bytes = BYTES_PER_STRING + 2L * text.length();
        scope.memory().grow(bytes);
        reserved += bytes;
        characters += text.length();
        int code = codes.size();
        codes.put(text, code);
        return code;
    }

    /// How many distinct strings there are.
    public int size() {
        return codes.size();
    }

    /// The sorted table, with the final index of each provisional code. The builder is empty afterwards.
    public Built build() {
        Reservation memory = scope.memory();
        // Characters outside of ASCII take more bytes in UTF-8: up to three each.
        long encoded = 24L * codes.size() + (characters * 3);
        memory.grow(encoded);
        byte[][] texts = new byte[codes.size()][];
        codes.forEach((text, code) -> {
            scope.check();
            texts[code] = StringTable.utf8(text);
        });
        codes.clear();
        memory.shrink(reserved);
        reserved = 0;
        characters = 0;
        memory.grow(32L * texts.length);
        Integer[] order = new Integer[texts.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> {
            scope.check();
            return Arrays.compareUnsigned(texts[a], texts[b]);
        });
        byte[][] sorted = new byte[texts.length][];
        int[] remap = new int[texts.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = texts[order[i]];
            remap[order[i]] = i;
        }
        StringTable table = StringTable.ofSorted(sorted);
        memory.shrink(encoded + 28L * texts.length);
        return new Built(table, remap);
    }

    /// A finished table, and the index in it of each provisional code.
    public static final class Built {
        private final StringTable table;
        private final int[] remap;

        private Built(StringTable table, int[] remap) {
            this.table = table;
            this.remap = remap;
        }

        public StringTable table() {
            return table;
        }

        public int index(int provisionalCode) {
            return remap[provisionalCode];
        }
    }
}

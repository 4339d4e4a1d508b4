package org.omnigraph.engine.query.column;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Gathers strings in any order and with repeats, and makes a [StringTable] of them.
public final class StringTableBuilder {
    private final Map<String, Integer> codes = new HashMap<>();

    /// A provisional code for this string: the same for equal strings, counted from 0 in order of first appearance.
    public int add(String text) {
        Integer known = codes.get(text);
        if (known != null) {
            return known;
        }
        int code = codes.size();
        codes.put(text, code);
        return code;
    }

    /// How many distinct strings there are.
    public int size() {
        return codes.size();
    }

    /// The sorted table, with the final index of each provisional code.
    public Built build() {
        byte[][] texts = new byte[codes.size()][];
        codes.forEach((text, code) -> texts[code] = StringTable.utf8(text));
        Integer[] order = new Integer[texts.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Arrays.compareUnsigned(texts[a], texts[b]));
        byte[][] sorted = new byte[texts.length][];
        int[] remap = new int[texts.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = texts[order[i]];
            remap[order[i]] = i;
        }
        return new Built(StringTable.ofSorted(sorted), remap);
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

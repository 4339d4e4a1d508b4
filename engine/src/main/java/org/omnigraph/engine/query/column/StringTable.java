package org.omnigraph.engine.query.column;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Distinct strings, sorted by code point, packed as UTF-8: a string's index compares as the string does (the order
/// of unsigned UTF-8 bytes is that of code points). Used for ids, where the index is the row, and as a column's
/// dictionary. Look-up by value goes through a hash index. Immutable.
public final class StringTable {
    public static final int ABSENT = -1;

    private final byte[] data;
    private final int[] ends;
    private final int[] slots;

    private StringTable(byte[] data, int[] ends) {
        this.data = data;
        this.ends = ends;
        this.slots = new int[Integer.highestOneBit(Math.max(4, ends.length * 2)) << 1];
        Arrays.fill(slots, ABSENT);
        for (int i = 0; i < ends.length; i++) {
            int slot = spread(hash(data, start(i), ends[i])) & (slots.length - 1);
            while (slots[slot] != ABSENT) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = i;
        }
    }

    /// A table of these strings, which are sorted and distinct.
    static StringTable ofSorted(byte[][] sorted) {
        long total = 0;
        for (byte[] text : sorted) {
            total += text.length;
        }
        byte[] data = new byte[Math.toIntExact(total)];
        int[] ends = new int[sorted.length];
        int at = 0;
        for (int i = 0; i < sorted.length; i++) {
            System.arraycopy(sorted[i], 0, data, at, sorted[i].length);
            at += sorted[i].length;
            ends[i] = at;
        }
        return new StringTable(data, ends);
    }

    public int size() {
        return ends.length;
    }

    public String text(int index) {
        int start = start(index);
        return new String(data, start, ends[index] - start, StandardCharsets.UTF_8);
    }

    /// The most bytes that a string has.
    public int longest() {
        int longest = 0;
        for (int i = 0; i < ends.length; i++) {
            longest = Math.max(longest, ends[i] - start(i));
        }
        return longest;
    }

    /// The index of this string, or [#ABSENT].
    public int find(String text) {
        return find(utf8(text));
    }

    /// The index of the string with these UTF-8 bytes, or [#ABSENT].
    public int find(byte[] text) {
        int slot = spread(hash(text, 0, text.length)) & (slots.length - 1);
        while (slots[slot] != ABSENT) {
            int index = slots[slot];
            if (Arrays.equals(data, start(index), ends[index], text, 0, text.length)) {
                return index;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return ABSENT;
    }

    /// How many strings are smaller than this one.
    public int rank(String text) {
        byte[] key = utf8(text);
        int low = 0;
        int high = ends.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(data, start(middle), ends[middle], key, 0, key.length) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Compares two strings of two tables by code point.
    public int compare(int index, StringTable other, int otherIndex) {
        if (this == other) {
            return Integer.compare(index, otherIndex);
        }
        return Arrays.compareUnsigned(
                data, start(index), ends[index], other.data, other.start(otherIndex), other.ends[otherIndex]);
    }

    /// SHA-256 over the strings: equal for two tables with the same content.
    public String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] length = new byte[4];
            for (int i = 0; i < ends.length; i++) {
                int bytes = ends[i] - start(i);
                length[0] = (byte) (bytes >>> 24);
                length[1] = (byte) (bytes >>> 16);
                length[2] = (byte) (bytes >>> 8);
                length[3] = (byte) bytes;
                sha.update(length);
                sha.update(data, start(i), bytes);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public long bytes() {
        return 80L + data.length + 4L * ends.length + 4L * slots.length;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }
}

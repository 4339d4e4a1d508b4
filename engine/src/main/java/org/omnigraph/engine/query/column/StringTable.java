package org.omnigraph.engine.query.column;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.omnigraph.engine.work.WorkScope;
import org.omnigraph.state.digest.HashKey;

/// Distinct strings, sorted by code point, packed as UTF-8: a string's index compares as the string does (the order
/// of unsigned UTF-8 bytes is that of code points). Used for ids, where the index is the row, and as a column's
/// dictionary. Look-up by value goes through a hash index under a secret key. Immutable.
///
/// The bytes lie in chunks, so that a table may hold more than one array can; no string is split, and an end counts
/// from the start of its chunk.
public final class StringTable {
    public static final int ABSENT = -1;

    private static final int CHUNK_BYTES_MAX = 1 << 30;

    private final HashKey key;
    private final byte[][] chunks;
    private final int[] firsts;
    private final int[] ends;
    private final int[] slots;
    private final int shift;

    /// @param firsts the index of each chunk's first string
    private StringTable(HashKey key, byte[][] chunks, int[] firsts, int[] ends) {
        this.key = key;
        this.chunks = chunks;
        this.firsts = firsts;
        this.ends = ends;
        int bits = slotBits(ends.length);
        this.slots = new int[1 << bits];
        this.shift = Long.SIZE - bits;
        Arrays.fill(slots, ABSENT);
        WorkScope scope = WorkScope.current();
        for (int i = 0; i < ends.length; i++) {
            int chunk = chunkOf(i);
            scope.check(1 + (ends[i] - start(i, chunk)) / 64);
            int slot = home(chunks[chunk], start(i, chunk), ends[i]);
            while (slots[slot] != ABSENT) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = i;
        }
    }

    /// A table of these strings, which are sorted and distinct.
    static StringTable ofSorted(byte[][] sorted) {
        return ofSorted(sorted, HashKey.ofProcess(), CHUNK_BYTES_MAX);
    }

    /// @param chunkBytesMax a chunk is longer only if it holds a single string that is
    static StringTable ofSorted(byte[][] sorted, HashKey key, int chunkBytesMax) {
        ColumnLimits.checkRows(sorted.length, "a table of strings");
        int[] ends = new int[sorted.length];
        int[] firsts = new int[1];
        int[] lengths = new int[1];
        int chunk = 0;
        for (int i = 0; i < sorted.length; i++) {
            int start = lengths[chunk];
            if (start > 0 && (long) start + sorted[i].length > chunkBytesMax) {
                chunk++;
                firsts = Arrays.copyOf(firsts, chunk + 1);
                lengths = Arrays.copyOf(lengths, chunk + 1);
                firsts[chunk] = i;
                start = 0;
            }
            ends[i] = start + sorted[i].length;
            lengths[chunk] = ends[i];
        }
        long bytes = 4L * sorted.length + 16L * Math.max(4, sorted.length);
        for (int length : lengths) {
            bytes += 24 + length;
        }
        WorkScope.current().memory().grow(bytes);
        byte[][] chunks = new byte[lengths.length][];
        for (int c = 0; c < chunks.length; c++) {
            chunks[c] = new byte[lengths[c]];
            int next = c + 1 < chunks.length ? firsts[c + 1] : sorted.length;
            for (int i = firsts[c]; i < next; i++) {
                System.arraycopy(sorted[i], 0, chunks[c], ends[i] - sorted[i].length, sorted[i].length);
            }
        }
        return new StringTable(key, chunks, firsts, ends);
    }

    public int size() {
        return ends.length;
    }

    public String text(int index) {
        int chunk = chunkOf(index);
        int start = start(index, chunk);
        return new String(chunks[chunk], start, ends[index] - start, StandardCharsets.UTF_8);
    }

    /// How many bytes a string has, in UTF-8.
    public int length(int index) {
        return ends[index] - start(index, chunkOf(index));
    }

    /// The most bytes that a string has.
    public int longest() {
        int longest = 0;
        for (int i = 0; i < ends.length; i++) {
            longest = Math.max(longest, ends[i] - start(i, chunkOf(i)));
        }
        return longest;
    }

    /// The index of this string, or [#ABSENT].
    public int find(String text) {
        return find(utf8(text));
    }

    /// The index of the string with these UTF-8 bytes, or [#ABSENT].
    public int find(byte[] text) {
        int slot = home(text, 0, text.length);
        while (slots[slot] != ABSENT) {
            int index = slots[slot];
            int chunk = chunkOf(index);
            if (Arrays.equals(chunks[chunk], start(index, chunk), ends[index], text, 0, text.length)) {
                return index;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return ABSENT;
    }

    /// How many slots are read to find every string once.
    long probes() {
        long probes = 0;
        for (int slot = 0; slot < slots.length; slot++) {
            int index = slots[slot];
            if (index != ABSENT) {
                int chunk = chunkOf(index);
                int home = home(chunks[chunk], start(index, chunk), ends[index]);
                probes += 1 + ((slot - home) & (slots.length - 1));
            }
        }
        return probes;
    }

    /// How many strings are smaller than this one.
    public int rank(String text) {
        byte[] sought = utf8(text);
        int low = 0;
        int high = ends.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int chunk = chunkOf(middle);
            int start = start(middle, chunk);
            if (Arrays.compareUnsigned(chunks[chunk], start, ends[middle], sought, 0, sought.length) < 0) {
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
        int chunk = chunkOf(index);
        int otherChunk = other.chunkOf(otherIndex);
        return Arrays.compareUnsigned(
                chunks[chunk],
                start(index, chunk),
                ends[index],
                other.chunks[otherChunk],
                other.start(otherIndex, otherChunk),
                other.ends[otherIndex]);
    }

    /// SHA-256 over the strings: equal for two tables with the same content.
    public String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] length = new byte[4];
            WorkScope scope = WorkScope.current();
            for (int i = 0; i < ends.length; i++) {
                int chunk = chunkOf(i);
                int start = start(i, chunk);
                int bytes = ends[i] - start;
                scope.check(1 + bytes / 64);
                length[0] = (byte) (bytes >>> 24);
                length[1] = (byte) (bytes >>> 16);
                length[2] = (byte) (bytes >>> 8);
                length[3] = (byte) bytes;
                sha.update(length);
                sha.update(chunks[chunk], start, bytes);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public long bytes() {
        long bytes = 112L + 4L * ends.length + 4L * slots.length;
        for (byte[] chunk : chunks) {
            bytes += 24 + chunk.length;
        }
        return bytes;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private int home(byte[] bytes, int from, int to) {
        return (int) (key.hash(bytes, from, to) >>> shift);
    }

    private int chunkOf(int index) {
        if (chunks.length == 1) {
            return 0;
        }
        int found = Arrays.binarySearch(firsts, index);
        return found >= 0 ? found : -found - 2;
    }

    private int start(int index, int chunk) {
        return index == firsts[chunk] ? 0 : ends[index - 1];
    }

    /// At least two slots a string, and at least eight.
    private static int slotBits(int strings) {
        return Math.max(3, Integer.SIZE - Integer.numberOfLeadingZeros(2 * Math.max(strings, 1) - 1));
    }
}

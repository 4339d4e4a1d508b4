package org.omnigraph.engine.query.column;

/// A set of row numbers below a fixed bound. Not safe for use by many threads while it is written.
public final class Bits {
    private final int size;
    private final long[] words;

    public Bits(int size) {
        this.size = size;
        this.words = new long[(size + 63) >>> 6];
    }

    /// The bound: rows are `0 … size - 1`.
    public int size() {
        return size;
    }

    public boolean get(int row) {
        return (words[row >>> 6] & (1L << row)) != 0;
    }

    public void set(int row) {
        words[row >>> 6] |= 1L << row;
    }

    public void clear(int row) {
        words[row >>> 6] &= ~(1L << row);
    }

    /// Puts every row in.
    public void setAll() {
        for (int row = 0; row < size; row += 64) {
            int left = size - row;
            words[row >>> 6] = left >= 64 ? -1L : (1L << left) - 1;
        }
    }

    /// Keeps only the rows that are in the other set too; both have the same bound.
    public void retain(Bits other) {
        for (int i = 0; i < words.length; i++) {
            words[i] &= other.words[i];
        }
    }

    /// How many rows are in.
    public int count() {
        int count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /// The first row at or after this one that is in, or -1.
    public int next(int from) {
        if (from >= size) {
            return -1;
        }
        int at = from >>> 6;
        long word = words[at] & (-1L << from);
        while (word == 0) {
            if (++at == words.length) {
                return -1;
            }
            word = words[at];
        }
        return (at << 6) + Long.numberOfTrailingZeros(word);
    }

    public long bytes() {
        return 24L + 8L * words.length;
    }
}

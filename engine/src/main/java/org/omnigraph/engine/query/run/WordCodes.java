package org.omnigraph.engine.query.run;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.omnigraph.state.digest.HashKey;

/// Numbers for arrays of words, counted from 0 in order of first appearance: equal arrays have one number. Hashed
/// under a secret: `List.hashCode` is easily made to collide, and a map cannot order lists.
final class WordCodes {
    private final Map<Words, Long> codes = new HashMap<>();

    /// @param words kept; do not change them afterwards
    long of(long[] words) {
        long next = codes.size();
        Long known = codes.putIfAbsent(new Words(words, hash(words)), next);
        return known == null ? next : known;
    }

    static int hash(long[] words) {
        return (int) HashKey.ofProcess().hash(words, 0, words.length);
    }

    private static final class Words {
        private final long[] words;
        private final int hash;

        Words(long[] words, int hash) {
            this.words = words;
            this.hash = hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Words that && hash == that.hash && Arrays.equals(words, that.words);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}

package org.omnigraph.engine.query.run;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.omnigraph.engine.query.budget.QueryBudget;
import org.omnigraph.state.digest.HashKey;

/// Numbers for arrays of words, counted from 0 in order of first appearance: equal arrays have one number. Hashed
/// under a secret: `List.hashCode` is easily made to collide, and a map cannot order lists.
final class WordCodes {
    private final Map<Words, Long> codes = new HashMap<>();
    private final QueryBudget budget;

    WordCodes(QueryBudget budget) {
        this.budget = budget;
    }

    /// @param words kept; do not change them afterwards
    long of(long[] words) {
        long next = codes.size();
        Long known = codes.putIfAbsent(new Words(words, hash(words)), next);
        if (known != null) {
            return known;
        }
        budget.useBytes(120 + 8L * words.length);
        return next;
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

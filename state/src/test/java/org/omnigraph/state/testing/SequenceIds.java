package org.omnigraph.state.testing;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.omnigraph.state.ids.IdSource;

/// Ids that are known beforehand: ULID-shaped, counting from 1. Two sources with different prefixes share none.
public final class SequenceIds implements IdSource {
    private final String prefix;
    private final AtomicLong last = new AtomicLong();

    /// @param prefix up to ten ULID characters (`0`-`9`, `A`-`Z` without `I`, `L`, `O`, `U`)
    public SequenceIds(String prefix) {
        this.prefix = prefix;
    }

    public SequenceIds() {
        this("0");
    }

    @Override
    public String next() {
        return prefix + String.format(Locale.ROOT, "%0" + (26 - prefix.length()) + "d", last.incrementAndGet());
    }
}

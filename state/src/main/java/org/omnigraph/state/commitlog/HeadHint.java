package org.omnigraph.state.commitlog;

import java.util.OptionalLong;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;

/// Where a log remembers about where its head is. Only a hint: one that is stale, missing, unreadable or wrong costs
/// time, never correctness.
public interface HeadHint {
    /// The version of a record that was the head at some time, if one is remembered.
    OptionalLong version();

    /// Remembers that the log has reached `version`; never goes back. Failing to is no failure of the caller's.
    void advance(long version);

    /// A hint kept as `{"version": N}` in an object of its own, outside the records' names.
    static HeadHint object(ObjectStore store, ObjectKey key) {
        return new StoredHeadHint(store, key);
    }

    /// No hint: the head is found by listing. For logs whose owner keeps the hint elsewhere (the ledger:
    /// `state.json`).
    static HeadHint none() {
        return NoHeadHint.INSTANCE;
    }
}

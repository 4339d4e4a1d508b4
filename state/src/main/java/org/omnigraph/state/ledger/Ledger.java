package org.omnigraph.state.ledger;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.store.ObjectStore;

/// The cluster's ledger below `__cluster/` (storage-protocol.md §3).
@SuppressWarnings("DoNotCallSuggester")
public final class Ledger {
    private final ObjectStore store;
    private final IdSource ids;
    private final InstantSource clock;

    public Ledger(ObjectStore store, IdSource ids, InstantSource clock) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /// Reads the newest state. Changes nothing.
    ///
    /// @throws org.omnigraph.state.store.StoreException if the store fails
    public LedgerReading read() {
        throw new IllegalStateException(ids + " " + clock + " " + store);
    }

    /// Commits `next` as the revision after `from`, then moves `state.json`; the caller holds the lock, and the log
    /// stays safe if it does not.
    ///
    /// @throws org.omnigraph.state.store.StoreException if the store failed before anything was committed
    public PublishOutcome publish(LedgerSnapshot from, ClusterState next, LedgerChange change) {
        throw new IllegalStateException(from + " " + next + " " + change);
    }

    /// Moves a `state.json` that is behind to the newest record; for every mutating command, before anything else.
    /// Gives back the snapshot as it then stands: without the warning if it worked, unchanged if not.
    public LedgerSnapshot advanceHead(LedgerSnapshot snapshot) {
        throw new IllegalStateException(String.valueOf(snapshot));
    }

    /// The newest `limit` revisions, newest first.
    public List<Revision> history(int limit) {
        throw new IllegalStateException(String.valueOf(limit));
    }

    /// One revision, or nothing if the log has none of that number.
    public Optional<Revision> show(long revision) {
        throw new IllegalStateException(String.valueOf(revision));
    }

    /// Rebuilds every state from the log and compares it with what was recorded, `state.json` included.
    public ReplayReport replay() {
        throw new IllegalStateException(String.valueOf(store));
    }
}

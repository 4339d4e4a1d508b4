package org.omnigraph.state.ledger;

import java.util.Arrays;
import java.util.Optional;
import org.omnigraph.state.digest.Sha256;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.store.StoredObject;

/// Moves `state.json` forward, never back, and never over something that no record knows.
final class StateHead {
    private static final int TRIES_MAX = 4;

    private final ObjectStore store;
    private final ObjectKey key;
    private final long bytesMax;
    private final LedgerReader reader;

    StateHead(ObjectStore store, ObjectKey key, long bytesMax, LedgerReader reader) {
        this.store = store;
        this.key = key;
        this.bytesMax = bytesMax;
        this.reader = reader;
    }

    /// Makes the file hold `bytes`, the state of `revision`, or leaves it if it holds a later one. Nothing if that
    /// worked, else why not.
    Optional<String> advance(byte[] bytes, long revision) {
        try {
            Optional<StoredObject> seen = store.get(key, bytesMax);
            return isPassable(seen, bytes, revision) ? advance(bytes, revision, seen) : verdict(seen, bytes, revision);
        } catch (StoreException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// The same, if the file is known to be `first`, which the caller has found fit to be replaced.
    Optional<String> advance(byte[] bytes, long revision, Optional<StoredObject> first) {
        Optional<StoredObject> seen = first;
        String reason = "it kept changing";
        try {
            for (int attempt = 0; attempt < TRIES_MAX; attempt++) {
                PutOutcome outcome = seen.isPresent()
                        ? store.putIfMatch(key, bytes, seen.get().token())
                        : store.putIfAbsent(key, bytes);
                switch (outcome) {
                    case PutOutcome.Written written -> {
                        return Optional.empty();
                    }
                    case PutOutcome.Unknown unknown -> {
                        // Looking again settles it; writing the same bytes once more does no harm.
                        reason = unknown.reason();
                        seen = store.get(key, bytesMax);
                    }
                    case PutOutcome.Exists exists -> seen = store.get(key, bytesMax);
                    case PutOutcome.Conflict conflict -> seen = store.get(key, bytesMax);
                }
                if (!isSame(seen, first) && !isPassable(seen, bytes, revision)) {
                    return verdict(seen, bytes, revision);
                }
            }
            return Optional.of(reason);
        } catch (StoreException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// True if what stands there is missing, or an older revision's.
    private boolean isPassable(Optional<StoredObject> seen, byte[] bytes, long revision) {
        if (seen.isEmpty()) {
            return true;
        }
        if (Arrays.equals(seen.get().bytes(), bytes)) {
            return false;
        }
        try {
            ClusterState state = StateJson.parse(seen.get().bytes());
            return state.stateRevision() < revision
                    && reader.isRecorded(
                            state.stateRevision(), Sha256.hex(seen.get().bytes()));
        } catch (InvalidJsonException | UnsupportedStateVersionException e) {
            return false;
        }
    }

    /// What it means that the file may not be replaced: all is well (our state, or a later revision's that the log
    /// knows), or somebody has put something else there.
    private Optional<String> verdict(Optional<StoredObject> seen, byte[] bytes, long revision) {
        byte[] present = seen.map(StoredObject::bytes).orElse(bytes);
        if (Arrays.equals(present, bytes)) {
            return Optional.empty();
        }
        try {
            long later = StateJson.parse(present).stateRevision();
            if (later > revision && reader.isRecorded(later, Sha256.hex(present))) {
                return Optional.empty();
            }
        } catch (InvalidJsonException | UnsupportedStateVersionException e) {
            return Optional.of("somebody replaced it meanwhile (" + e.getMessage() + "), and it was left as it is");
        }
        return Optional.of("somebody edited it meanwhile, and the edit was left as it is");
    }

    private static boolean isSame(Optional<StoredObject> one, Optional<StoredObject> other) {
        return one.isPresent() == other.isPresent()
                && (one.isEmpty()
                        || Arrays.equals(one.get().bytes(), other.orElseThrow().bytes()));
    }
}

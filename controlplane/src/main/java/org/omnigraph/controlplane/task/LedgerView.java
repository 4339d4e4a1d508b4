package org.omnigraph.controlplane.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.lock.LockObservation;
import org.omnigraph.state.lock.LockRecord;

/// The ledger and its lock in the words of the JSON outputs.
final class LedgerView {
    private LedgerView() {}

    /// What a command saw that held the lock itself, or needed none.
    ///
    /// @param acquiredLockId empty if it held none
    static StateObservations observations(ClusterSession session, LedgerSnapshot ledger, String acquiredLockId) {
        return new StateObservations(
                session.location("state.json"),
                session.location("lock.json"),
                ledger.found(),
                ledger.state().appliedRevision().configDigest(),
                ledger.revision(),
                ledger.stateCas(),
                ledger.state().resources().size(),
                false,
                "",
                !acquiredLockId.isEmpty(),
                acquiredLockId,
                "",
                "",
                -1,
                -1);
    }

    /// The same, with the lock that stands there now.
    static StateObservations withLock(StateObservations seen, LockObservation lock) {
        return switch (lock) {
            case LockObservation.Free free -> seen;
            case LockObservation.Held(LockRecord record, long ageSeconds) ->
                new StateObservations(
                        seen.statePath(),
                        seen.lockPath(),
                        seen.stateFound(),
                        seen.appliedConfigDigest(),
                        seen.stateRevision(),
                        seen.stateCas(),
                        seen.resourceCount(),
                        true,
                        record.lockId(),
                        seen.lockAcquired(),
                        seen.acquiredLockId(),
                        record.operation(),
                        record.createdAt(),
                        record.pid(),
                        ageSeconds);
            case LockObservation.Unreadable unreadable ->
                new StateObservations(
                        seen.statePath(),
                        seen.lockPath(),
                        seen.stateFound(),
                        seen.appliedConfigDigest(),
                        seen.stateRevision(),
                        seen.stateCas(),
                        seen.resourceCount(),
                        true,
                        "",
                        seen.lockAcquired(),
                        seen.acquiredLockId(),
                        "",
                        "",
                        -1,
                        -1);
        };
    }

    static SortedMap<String, String> digests(ClusterState state) {
        SortedMap<String, String> digests = new TreeMap<>();
        state.resources().forEach((address, entry) -> digests.put(address, entry.digest()));
        return digests;
    }

    static SortedMap<String, StatusEntry> statuses(ClusterState state) {
        SortedMap<String, StatusEntry> statuses = new TreeMap<>();
        state.resourceStatuses()
                .forEach((address, status) -> statuses.put(
                        address,
                        new StatusEntry(
                                status.status().name().toLowerCase(Locale.ROOT),
                                status.conditions(),
                                status.message())));
        return statuses;
    }

    static SortedMap<String, JsonNode> observed(ClusterState state) {
        SortedMap<String, JsonNode> observations = new TreeMap<>();
        state.observations().forEach((address, value) -> observations.put(address, value.node()));
        return observations;
    }
}

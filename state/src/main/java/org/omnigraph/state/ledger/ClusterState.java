package org.omnigraph.state.ledger;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.state.json.JsonValue;

/// The content of `__cluster/state.json`, version 1 (cluster-contract.md §4). Immutable. To make the next one, take
/// [#toBuilder()] once and change that: each `ClusterState` copies its maps.
///
/// @param stateRevision the number of this state in the ledger's log; [Ledger] sets it when publishing
/// @param approvalRecords by approval id
/// @param recoveryRecords by operation id
/// @param observations by address
public record ClusterState(
        long stateRevision,
        AppliedRevision appliedRevision,
        SortedMap<String, ResourceStatus> resourceStatuses,
        SortedMap<String, JsonValue> approvalRecords,
        SortedMap<String, JsonValue> recoveryRecords,
        SortedMap<String, JsonValue> observations) {

    /// What a cluster that has no ledger yet is treated as.
    public static final ClusterState EMPTY = new ClusterState(
            0,
            AppliedRevision.EMPTY,
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap());

    public ClusterState {
        resourceStatuses = frozen(resourceStatuses);
        approvalRecords = frozen(approvalRecords);
        recoveryRecords = frozen(recoveryRecords);
        observations = frozen(observations);
    }

    /// The applied resources by address.
    public SortedMap<String, ResourceEntry> resources() {
        return appliedRevision.resources();
    }

    /// The same state under another number.
    public ClusterState withStateRevision(long revision) {
        return new ClusterState(
                revision, appliedRevision, resourceStatuses, approvalRecords, recoveryRecords, observations);
    }

    /// A changeable copy.
    public Builder toBuilder() {
        return new Builder(this);
    }

    private static <V> SortedMap<String, V> frozen(SortedMap<String, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    /// A state in the making. The maps are its own and may be changed freely. Not safe for several threads.
    public static final class Builder {
        private final long stateRevision;
        private final SortedMap<String, ResourceEntry> resources;
        private final SortedMap<String, ResourceStatus> resourceStatuses;
        private final SortedMap<String, JsonValue> approvalRecords;
        private final SortedMap<String, JsonValue> recoveryRecords;
        private final SortedMap<String, JsonValue> observations;
        private String configDigest;

        private Builder(ClusterState from) {
            stateRevision = from.stateRevision;
            configDigest = from.appliedRevision.configDigest();
            resources = new TreeMap<>(from.resources());
            resourceStatuses = new TreeMap<>(from.resourceStatuses);
            approvalRecords = new TreeMap<>(from.approvalRecords);
            recoveryRecords = new TreeMap<>(from.recoveryRecords);
            observations = new TreeMap<>(from.observations);
        }

        /// Sets the config digest; the empty string clears it.
        public Builder configDigest(String digest) {
            configDigest = digest;
            return this;
        }

        public String configDigest() {
            return configDigest;
        }

        public SortedMap<String, ResourceEntry> resources() {
            return resources;
        }

        public SortedMap<String, ResourceStatus> resourceStatuses() {
            return resourceStatuses;
        }

        public SortedMap<String, JsonValue> approvalRecords() {
            return approvalRecords;
        }

        public SortedMap<String, JsonValue> recoveryRecords() {
            return recoveryRecords;
        }

        public SortedMap<String, JsonValue> observations() {
            return observations;
        }

        /// The state as it stands now.
        public ClusterState build() {
            return new ClusterState(
                    stateRevision,
                    new AppliedRevision(configDigest, resources),
                    resourceStatuses,
                    approvalRecords,
                    recoveryRecords,
                    observations);
        }
    }
}

package org.omnigraph.controlplane.plan;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.approval.ApprovalStore;
import org.omnigraph.state.ledger.LedgerSnapshot;

/// A plan with the digests of everything that it was made from. It carries no content and no permission:
/// `apply` makes the plan anew and compares, so that a forged file can at most be refused. The same inputs give
/// the same plan, byte for byte.
///
/// @param cluster where the cluster is stored
/// @param configDigest hex
/// @param resourceDigests hex digests of the declared files, by address
/// @param stateCas `sha256:…` of the ledger's bytes
/// @param approvals hex digests of the approvals that count, by address of the graph that each lets go
public record SavedPlan(
        String cluster,
        String configDigest,
        SortedMap<String, String> resourceDigests,
        long stateRevision,
        String stateCas,
        SortedMap<String, String> approvals,
        List<SavedChange> changes) {
    public SavedPlan {
        resourceDigests = Collections.unmodifiableSortedMap(new TreeMap<>(resourceDigests));
        approvals = Collections.unmodifiableSortedMap(new TreeMap<>(approvals));
        changes = List.copyOf(changes);
    }

    /// What a plan was made from, and what it came to.
    public static SavedPlan of(String cluster, DesiredCluster desired, LedgerSnapshot ledger, Plan plan) {
        SortedMap<String, String> resources = new TreeMap<>();
        desired.digests().forEach((address, digest) -> resources.put(address.toString(), digest.hex()));
        SortedMap<String, String> approvals = new TreeMap<>();
        plan.approvals().forEach((graph, approval) -> approvals.put("graph." + graph, digest(approval)));
        return new SavedPlan(
                cluster,
                desired.configDigest().hex(),
                resources,
                ledger.revision(),
                ledger.stateCas(),
                approvals,
                plan.changes().stream().map(SavedChange::of).toList());
    }

    private static String digest(Approval approval) {
        return ApprovalStore.toJson(approval).read(SavedPlanJson::digest);
    }
}

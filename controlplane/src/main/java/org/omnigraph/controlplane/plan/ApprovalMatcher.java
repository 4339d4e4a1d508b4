package org.omnigraph.controlplane.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.controlplane.plan.Difference.RawChange;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ledger.ClusterState;

/// Which recorded approval lets which change happen (cluster-contract.md §8). An approval counts only if all three
/// digests that it is bound to match and neither its file nor the ledger says that it was used.
final class ApprovalMatcher {
    private final SortedMap<GraphId, Approval> byGraph = new TreeMap<>();
    private final List<Diagnostic> warnings = new ArrayList<>();

    ApprovalMatcher(
            String configDigest, ClusterState state, Collection<Approval> recorded, Map<GraphId, RawChange> deletions) {
        for (Approval approval : recorded) {
            if (approval.isConsumed() || state.approvalRecords().containsKey(approval.approvalId())) {
                continue;
            }
            @Nullable
            RawChange change = ResourceAddress.parse(approval.resource())
                    .map(address -> address instanceof ResourceAddress.Graph(GraphId id) ? deletions.get(id) : null)
                    .orElse(null);
            if (change != null && matches(approval, change, configDigest)) {
                ((ResourceAddress.Graph) change.resource())
                        .owner()
                        .ifPresent(graph -> byGraph.putIfAbsent(graph, approval));
            } else if (state.resources().containsKey(approval.resource())) {
                warnings.add(Diagnostic.of(
                                DiagnosticCode.APPROVAL_STALE,
                                approval.resource(),
                                "Approval " + approval.approvalId() + " of " + approval.approvedBy()
                                        + " was given for another config or state, and authorises nothing.")
                        .withHelp("Look at `omnigraph cluster plan`, then approve anew if it is still meant."));
            }
        }
    }

    private static boolean matches(Approval approval, RawChange change, String configDigest) {
        return approval.operation().equals(change.operation().wireName())
                && approval.boundConfigDigest().equals(configDigest)
                && approval.boundBeforeDigest().equals(change.beforeDigest())
                && approval.boundAfterDigest().equals(change.afterDigest());
    }

    /// The approval of each graph's deletion, where there is one.
    SortedMap<GraphId, Approval> byGraph() {
        return Collections.unmodifiableSortedMap(byGraph);
    }

    /// About the approvals that count for nothing, unless another one has taken their place.
    List<Diagnostic> warnings() {
        return warnings.stream()
                .filter(warning -> byGraph.keySet().stream()
                        .noneMatch(graph -> warning.path().equals("graph." + graph)))
                .toList();
    }
}

package org.omnigraph.controlplane.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.omnigraph.state.ledger.ResourceEntry;

/// Which recorded approval lets which change happen (cluster-contract.md §8). An approval counts only if all
/// that it is bound to matches and neither its file nor the ledger says that it was used.
final class ApprovalMatcher {
    private final String configDigest;
    private final ClusterState state;
    private final Map<GraphId, String> incarnations;
    private final Map<String, RawChange> changes = new HashMap<>();
    private final SortedMap<GraphId, Approval> byGraph = new TreeMap<>();
    private final SortedMap<GraphId, List<Approval>> unused = new TreeMap<>();
    private final List<Diagnostic> warnings = new ArrayList<>();

    /// @param incarnations the graphs that were seen at their roots; one that was not looked at is missing
    ApprovalMatcher(
            String configDigest,
            ClusterState state,
            Collection<Approval> recorded,
            List<RawChange> changes,
            Map<GraphId, String> incarnations) {
        this.configDigest = configDigest;
        this.state = state;
        this.incarnations = incarnations;
        changes.forEach(change -> this.changes.put(change.resource().toString(), change));
        for (Approval approval : recorded) {
            if (approval.isUnused(state.approvalRecords().keySet())) {
                match(approval);
            }
        }
    }

    private void match(Approval approval) {
        @Nullable RawChange change = changes.get(approval.resource());
        if (change != null && change.resource() instanceof ResourceAddress.Graph(GraphId graph)) {
            unused.computeIfAbsent(graph, key -> new ArrayList<>()).add(approval);
        }
        Optional<String> other = mismatch(approval, change);
        if (other.isEmpty() && change != null && change.resource() instanceof ResourceAddress.Graph(GraphId graph)) {
            byGraph.putIfAbsent(graph, approval);
        } else if (state.resources().containsKey(approval.resource())) {
            warnings.add(Diagnostic.of(
                            DiagnosticCode.APPROVAL_STALE,
                            approval.resource(),
                            "Approval " + approval.approvalId() + " of " + approval.approvedBy() + " was given for "
                                    + other.orElse("a change that needs none") + ", and authorises nothing.")
                    .withHelp("Look at `omnigraph cluster plan`, then approve anew if it is still meant."));
        }
    }

    /// The first thing that the approval was given for and that is not so; nothing if all is as it was.
    private Optional<String> mismatch(Approval approval, @Nullable RawChange change) {
        String operation = change == null
                ? Operation.DELETE.wireName()
                : change.operation().wireName();
        if (!approval.operation().equals(operation)) {
            return Optional.of("another operation than `" + operation + "`");
        }
        if (!approval.boundConfigDigest().equals(configDigest)) {
            return Optional.of("another config");
        }
        @Nullable ResourceEntry entry = state.resources().get(approval.resource());
        String before = change != null ? change.beforeDigest() : entry == null ? "" : entry.digest();
        if (!approval.boundBeforeDigest().equals(before)) {
            return Optional.of("a state of it that has changed since");
        }
        if (change == null) {
            return Optional.of("a change that is not planned");
        }
        if (!approval.boundAfterDigest().equals(change.afterDigest())) {
            return Optional.of("another result of the change");
        }
        return isOfAnotherGraph(approval, change)
                ? Optional.of("another graph, which stood there before")
                : Optional.empty();
    }

    /// Where no graph was seen, nothing is there to lose.
    private boolean isOfAnotherGraph(Approval approval, RawChange change) {
        return change.resource()
                .owner()
                .map(incarnations::get)
                .filter(approval::isOfAnotherGraph)
                .isPresent();
    }

    /// The approval of each graph's deletion, where there is one.
    SortedMap<GraphId, Approval> byGraph() {
        return Collections.unmodifiableSortedMap(byGraph);
    }

    /// Every approval of a graph that was not used yet, whether it counts or not.
    SortedMap<GraphId, List<Approval>> unused() {
        return Collections.unmodifiableSortedMap(unused);
    }

    /// About the approvals that count for nothing, unless another one has taken their place.
    List<Diagnostic> warnings() {
        return warnings.stream()
                .filter(warning -> byGraph.keySet().stream()
                        .noneMatch(graph -> warning.path().equals("graph." + graph)))
                .toList();
    }
}

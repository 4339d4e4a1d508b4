package org.omnigraph.controlplane.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.controlplane.plan.RollbackPlan.Refused;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.ResourceEntry;

/// From a ledger and one of its earlier revisions to a compensating plan. Pure. Graphs are neither made nor removed:
/// one that was created since stays with its queries and with the policies that it is bound to, one that was deleted
/// since is refused. Protection stays as it is now: a rollback must not lift it.
public final class RollbackPlanner {
    /// The graph was deleted since; its data is gone.
    public static final String GRAPH_DELETED_SINCE = "graph_deleted_since";
    /// A policy cannot be bound to the cluster and to graphs at once.
    public static final String BINDING_CONFLICT = "policy_mixed_binding_kinds";

    private static final String CLUSTER = "cluster";

    private final ClusterState now;
    private final ClusterState then;
    private final PendingRecoveries pending;
    private final Set<String> graphsNow;
    private final Set<String> graphsThen;
    private final List<Change> changes = new ArrayList<>();
    private final SortedMap<String, List<String>> bindings = new TreeMap<>();
    private final Map<String, Refused> refusals = new HashMap<>();

    private RollbackPlanner(ClusterState now, ClusterState then, PendingRecoveries pending) {
        this.now = now;
        this.then = then;
        this.pending = pending;
        this.graphsNow = graphs(now);
        this.graphsThen = graphs(then);
    }

    /// Plans.
    public static RollbackPlan plan(ClusterState now, ClusterState then, PendingRecoveries pending) {
        RollbackPlanner planner = new RollbackPlanner(now, then, pending);
        Set<String> addresses = new TreeSet<>(now.resources().keySet());
        addresses.addAll(then.resources().keySet());
        addresses.forEach(planner::compare);
        planner.deriveGraphs();
        planner.changes.sort(Comparator.comparing(Change::resource));
        return new RollbackPlan(planner.changes, planner.bindings, new TreeMap<>()).refusing(planner.refusals);
    }

    private static Set<String> graphs(ClusterState state) {
        Set<String> graphs = new HashSet<>();
        state.resources().keySet().stream()
                .filter(address -> address.startsWith("graph."))
                .forEach(graphs::add);
        return graphs;
    }

    private void compare(String text) {
        @Nullable ResourceEntry before = now.resources().get(text);
        @Nullable ResourceEntry target = then.resources().get(text);
        ResourceAddress.parse(text).ifPresent(address -> {
            switch (address) {
                case ResourceAddress.Graph(GraphId id) -> {
                    if (target != null && before == null) {
                        add(address, Operation.CREATE, "", target.digest(), MetadataChange.NONE);
                        refuse(
                                text,
                                GRAPH_DELETED_SINCE,
                                "graph `" + id
                                        + "` was deleted since, and a rollback brings no data back; an empty graph"
                                        + " is made by declaring it");
                    }
                }
                case ResourceAddress.Schema(GraphId id) -> owned(address, id, before, target);
                case ResourceAddress.Query query -> owned(address, query.graph(), before, target);
                case ResourceAddress.Policy(String name) -> policy(address, name, before, target);
            }
        });
    }

    /// What belongs to a graph that exists at both revisions; everything else stays with its graph.
    private void owned(
            ResourceAddress address, GraphId graph, @Nullable ResourceEntry before, @Nullable ResourceEntry target) {
        String owner = "graph." + graph;
        if (!graphsNow.contains(owner) || !graphsThen.contains(owner)) {
            return;
        }
        String from = before == null ? "" : before.digest();
        String to = target == null ? "" : target.digest();
        if (from.equals(to)) {
            return;
        }
        Operation operation = from.isEmpty() ? Operation.CREATE : to.isEmpty() ? Operation.DELETE : Operation.UPDATE;
        add(address, operation, from, to, MetadataChange.NONE);
        boolean moves = address instanceof ResourceAddress.Schema;
        if (moves ? pending.holdsMovesOf(graph) : pending.holds(graph)) {
            refuse(
                    address.toString(),
                    Reason.RECOVERY_PENDING,
                    "an interrupted change of graph `" + graph + "` waits for recovery");
        }
    }

    /// A policy goes back to what it was bound to then, but what it is bound to of the graphs created since stays.
    private void policy(
            ResourceAddress address, String name, @Nullable ResourceEntry before, @Nullable ResourceEntry target) {
        Set<String> bound = new TreeSet<>();
        if (target != null) {
            target.appliesTo().stream()
                    .filter(ref -> ref.equals(CLUSTER) || graphsNow.contains(ref))
                    .forEach(bound::add);
        }
        if (before != null) {
            before.appliesTo().stream()
                    .filter(ref -> !ref.equals(CLUSTER) && graphsNow.contains(ref) && !graphsThen.contains(ref))
                    .forEach(bound::add);
        }
        List<String> appliesTo = List.copyOf(bound);
        Optional<ResourceEntry> content = Optional.ofNullable(target).or(() -> Optional.ofNullable(before));
        String from = before == null ? "" : before.digest();
        String to = bound.isEmpty() ? "" : content.map(ResourceEntry::digest).orElse("");
        boolean sameBindings = before != null && before.appliesTo().equals(appliesTo);
        if (from.equals(to) && (sameBindings || to.isEmpty())) {
            return;
        }
        Operation operation = from.isEmpty() ? Operation.CREATE : to.isEmpty() ? Operation.DELETE : Operation.UPDATE;
        bindings.put(name, appliesTo);
        boolean rebound = operation == Operation.UPDATE && !sameBindings;
        add(address, operation, from, to, rebound ? MetadataChange.POLICY_BINDINGS : MetadataChange.NONE);
        if (bound.contains(CLUSTER) && bound.size() > 1) {
            refuse(
                    address.toString(),
                    BINDING_CONFLICT,
                    "it was bound to the cluster then, and graphs created since need it now; no policy is bound to both");
        }
    }

    private void deriveGraphs() {
        Set<GraphId> touched = new HashSet<>();
        changes.forEach(change -> {
            if (!(change.resource() instanceof ResourceAddress.Graph)) {
                change.resource().owner().ifPresent(touched::add);
            }
        });
        for (GraphId graph : touched) {
            String before = digest(now, "graph." + graph);
            String after = digest(then, "graph." + graph);
            changes.add(change(
                    new ResourceAddress.Graph(graph),
                    Operation.UPDATE,
                    before,
                    after,
                    MetadataChange.NONE,
                    Disposition.DERIVED));
        }
    }

    private static String digest(ClusterState state, String address) {
        @Nullable ResourceEntry entry = state.resources().get(address);
        return entry == null ? "" : entry.digest();
    }

    private void add(ResourceAddress address, Operation operation, String from, String to, MetadataChange metadata) {
        changes.add(change(address, operation, from, to, metadata, Disposition.APPLIED));
    }

    private static Change change(
            ResourceAddress address,
            Operation operation,
            String from,
            String to,
            MetadataChange metadata,
            Disposition disposition) {
        boolean bindingOnly = metadata == MetadataChange.POLICY_BINDINGS && from.equals(to);
        return new Change(address, operation, from, to, disposition, "", bindingOnly, metadata, List.of());
    }

    private void refuse(String address, String condition, String sentence) {
        refusals.put(address, new Refused(condition, sentence));
    }
}

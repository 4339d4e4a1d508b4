package org.omnigraph.controlplane.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.config.DesiredPolicy;
import org.omnigraph.controlplane.plan.Difference.RawChange;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.ResourceEntry;

/// The table of cluster-contract.md §6: what becomes of each change. The graphs' own changes are decided first, then
/// what depends on them.
final class Dispositions {
    private final ClusterState state;
    private final DesiredCluster desired;
    private final PendingRecoveries pending;
    private final SortedMap<GraphId, Approval> approvals;
    private final Map<GraphId, RawChange> graphChanges = new HashMap<>();
    private final Map<GraphId, RawChange> schemaChanges = new HashMap<>();
    private final Set<GraphId> queriesHeldBack = new HashSet<>();

    Dispositions(
            List<RawChange> changes,
            ClusterState state,
            PendingRecoveries pending,
            SortedMap<GraphId, Approval> approvals,
            DesiredCluster desired) {
        this.state = state;
        this.desired = desired;
        this.pending = pending;
        this.approvals = approvals;
        for (RawChange change : changes) {
            switch (change.resource()) {
                case ResourceAddress.Graph(GraphId id) -> graphChanges.put(id, change);
                case ResourceAddress.Schema(GraphId id) -> schemaChanges.put(id, change);
                case ResourceAddress.Query q -> {}
                case ResourceAddress.Policy p -> {}
            }
        }
        for (RawChange change : changes) {
            if (change.resource() instanceof ResourceAddress.Query query
                    && of(change).isHeldBack()) {
                queriesHeldBack.add(query.graph());
            }
        }
    }

    /// What becomes of a change, and why if it is held back.
    record Fate(Disposition disposition, String reason) {
        static final Fate APPLIED = new Fate(Disposition.APPLIED, "");
        static final Fate DERIVED = new Fate(Disposition.DERIVED, "");

        static Fate blocked(String reason) {
            return new Fate(Disposition.BLOCKED, reason);
        }

        boolean isHeldBack() {
            return disposition == Disposition.BLOCKED || disposition == Disposition.DEFERRED;
        }
    }

    Fate of(RawChange change) {
        return switch (change.resource()) {
            case ResourceAddress.Graph(GraphId id) -> graph(id, change);
            case ResourceAddress.Schema(GraphId id) -> schema(id, change);
            case ResourceAddress.Query query -> query(query.graph(), change);
            case ResourceAddress.Policy(String name) -> policy(name, change);
        };
    }

    private Fate graph(GraphId id, RawChange change) {
        return switch (change.operation()) {
            case CREATE -> pending.holdsMovesOf(id) ? Fate.blocked(Reason.RECOVERY_PENDING) : Fate.APPLIED;
            case UPDATE -> graphUpdate(id, change);
            case DELETE -> graphDelete(id);
            case FORGET -> pending.holds(id) ? Fate.blocked(Reason.RECOVERY_PENDING) : Fate.APPLIED;
        };
    }

    private Fate graphUpdate(GraphId id, RawChange change) {
        @Nullable RawChange schema = schemaChanges.get(id);
        if ((schema != null && schema(id, schema).isHeldBack()) || queriesHeldBack.contains(id)) {
            return Fate.blocked(Reason.DEPENDENCY_NOT_APPLIED);
        }
        return change.beforeDigest().equals(change.afterDigest()) ? Fate.APPLIED : Fate.DERIVED;
    }

    private Fate graphDelete(GraphId id) {
        ResourceEntry entry = state.resources().get("graph." + id);
        if (entry != null && entry.protect()) {
            return Fate.blocked(Reason.PROTECTED);
        }
        if (pending.holdsMovesOf(id)) {
            return Fate.blocked(Reason.RECOVERY_PENDING);
        }
        return approvals.containsKey(id) ? Fate.APPLIED : Fate.blocked(Reason.APPROVAL_REQUIRED);
    }

    private Fate schema(GraphId id, RawChange change) {
        @Nullable RawChange graph = graphChanges.get(id);
        return switch (change.operation()) {
            case CREATE, UPDATE -> {
                if (graph != null && graph.operation() == Operation.CREATE) {
                    yield graph(id, graph);
                }
                yield pending.holdsMovesOf(id) ? Fate.blocked(Reason.RECOVERY_PENDING) : Fate.APPLIED;
            }
            case DELETE, FORGET ->
                graph != null && isRemoval(graph)
                        ? graph(id, graph)
                        : new Fate(Disposition.DEFERRED, Reason.UNSUPPORTED_KIND);
        };
    }

    private Fate query(GraphId id, RawChange change) {
        @Nullable RawChange graph = graphChanges.get(id);
        return switch (change.operation()) {
            case CREATE, UPDATE -> {
                if (pending.holds(id)) {
                    yield Fate.blocked(Reason.RECOVERY_PENDING);
                }
                boolean graphPending = graph != null
                        && graph.operation() == Operation.CREATE
                        && graph(id, graph).isHeldBack();
                @Nullable RawChange schema = schemaChanges.get(id);
                boolean schemaPending = schema != null && schema(id, schema).isHeldBack();
                yield graphPending || schemaPending ? Fate.blocked(Reason.DEPENDENCY_NOT_APPLIED) : Fate.APPLIED;
            }
            case DELETE, FORGET -> graph != null && isRemoval(graph) ? graph(id, graph) : Fate.APPLIED;
        };
    }

    private Fate policy(String name, RawChange change) {
        @Nullable DesiredPolicy policy = desired.policies().get(name);
        if (change.operation() == Operation.DELETE || change.operation() == Operation.FORGET || policy == null) {
            return Fate.APPLIED;
        }
        boolean unmade = false;
        for (String ref : policy.appliesTo()) {
            Optional<GraphId> bound = ResourceAddress.parse(ref).flatMap(ResourceAddress::owner);
            if (bound.isEmpty()) {
                continue;
            }
            if (pending.holds(bound.get())) {
                return Fate.blocked(Reason.RECOVERY_PENDING);
            }
            @Nullable RawChange graph = graphChanges.get(bound.get());
            unmade |= graph != null
                    && graph.operation() == Operation.CREATE
                    && graph(bound.get(), graph).isHeldBack();
        }
        return unmade ? Fate.blocked(Reason.DEPENDENCY_NOT_APPLIED) : Fate.APPLIED;
    }

    private static boolean isRemoval(RawChange graph) {
        return graph.operation() == Operation.DELETE || graph.operation() == Operation.FORGET;
    }
}

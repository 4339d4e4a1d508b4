package org.omnigraph.controlplane.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.config.DesiredPolicy;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.Disposition;
import org.omnigraph.controlplane.plan.Operation;

/// What becomes of each planned change while a run goes on: from the plan's disposition downwards, never up.
final class Fates {
    private final Map<ResourceAddress, Integer> index = new HashMap<>();
    private final List<Change> changes;
    private final DesiredCluster desired;

    Fates(List<Change> planned, DesiredCluster desired) {
        this.changes = new ArrayList<>(planned);
        this.desired = desired;
        for (int i = 0; i < planned.size(); i++) {
            index.put(planned.get(i).resource(), i);
        }
    }

    /// Every change as it stands now, in the plan's order.
    List<Change> changes() {
        return changes;
    }

    /// True if the change is still to be executed, or was.
    boolean isAlive(ResourceAddress address) {
        Integer at = index.get(address);
        return at != null && !changes.get(at).isHeldBack();
    }

    /// True if the graph was to be made and is not.
    boolean awaitsCreation(GraphId graph) {
        Integer at = index.get(new ResourceAddress.Graph(graph));
        return at != null
                && changes.get(at).operation() == Operation.CREATE
                && changes.get(at).isHeldBack();
    }

    /// Holds a change back.
    void block(ResourceAddress address, String reason) {
        Integer at = index.get(address);
        if (at != null && !changes.get(at).isHeldBack()) {
            changes.set(at, changes.get(at).with(Disposition.BLOCKED, reason));
        }
    }

    /// Holds back what hangs on the making or migrating of a graph: its composite, its schema, what is new in its
    /// queries, and the policies bound to it.
    void blockDependents(GraphId graph, String reason) {
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            if (!change.isHeldBack() && !isRemoval(change) && dependsOn(change, graph)) {
                changes.set(i, change.with(Disposition.BLOCKED, reason));
            }
        }
    }

    /// Holds back the removal of everything that a graph takes along.
    void blockRemoval(GraphId graph, String reason) {
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            if (!change.isHeldBack()
                    && isRemoval(change)
                    && change.resource().owner().filter(graph::equals).isPresent()) {
                changes.set(i, change.with(Disposition.BLOCKED, reason));
            }
        }
    }

    /// Holds back the composite of a graph one of whose queries was held back.
    void blockComposite(GraphId graph, String reason) {
        ResourceAddress address = new ResourceAddress.Graph(graph);
        Integer at = index.get(address);
        if (at != null && changes.get(at).operation() == Operation.UPDATE) {
            block(address, reason);
        }
    }

    private boolean dependsOn(Change change, GraphId graph) {
        return switch (change.resource()) {
            case ResourceAddress.Policy(String name) -> {
                DesiredPolicy policy = desired.policies().get(name);
                yield policy != null && policy.appliesTo().contains("graph." + graph);
            }
            case ResourceAddress.Graph(GraphId id) -> id.equals(graph);
            case ResourceAddress.Schema(GraphId id) -> id.equals(graph);
            case ResourceAddress.Query query -> query.graph().equals(graph);
        };
    }

    static boolean isRemoval(Change change) {
        return change.operation() == Operation.DELETE || change.operation() == Operation.FORGET;
    }
}

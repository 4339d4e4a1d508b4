package org.omnigraph.controlplane.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.config.DesiredGraph;
import org.omnigraph.controlplane.config.DesiredPolicy;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.OnRemove;
import org.omnigraph.state.ledger.ResourceEntry;

/// The plain difference between config and ledger, before anything is decided about it. One pass over both.
final class Difference {
    private final DesiredCluster desired;
    private final Map<String, ResourceEntry> ledger;
    private final List<RawChange> changes = new ArrayList<>();
    private final List<Diagnostic> problems = new ArrayList<>();
    private final Set<GraphId> retained = new HashSet<>();
    private int unchanged;

    private Difference(DesiredCluster desired, ClusterState state) {
        this.desired = desired;
        this.ledger = new HashMap<>(state.resources());
    }

    /// A change without a fate.
    record RawChange(
            ResourceAddress resource,
            Operation operation,
            String beforeDigest,
            String afterDigest,
            MetadataChange metadataChange) {
        boolean isBindingOnly() {
            return metadataChange == MetadataChange.POLICY_BINDINGS && beforeDigest.equals(afterDigest);
        }
    }

    static Difference between(DesiredCluster desired, ClusterState state) {
        Difference difference = new Difference(desired, state);
        difference.compareDeclared();
        difference.compareUndeclared(state);
        return difference;
    }

    List<RawChange> changes() {
        return changes;
    }

    List<Diagnostic> problems() {
        return problems;
    }

    int unchanged() {
        return unchanged;
    }

    private void compareDeclared() {
        for (Map.Entry<ResourceAddress, ContentDigest> entry : desired.digests().entrySet()) {
            ResourceAddress address = entry.getKey();
            String after = entry.getValue().hex();
            ResourceEntry before = ledger.get(address.toString());
            if (before == null) {
                changes.add(new RawChange(address, Operation.CREATE, "", after, MetadataChange.NONE));
                continue;
            }
            MetadataChange metadata = metadataChange(address, before);
            if (before.digest().equals(after) && metadata == MetadataChange.NONE) {
                unchanged++;
            } else {
                changes.add(new RawChange(address, Operation.UPDATE, before.digest(), after, metadata));
            }
        }
    }

    private MetadataChange metadataChange(ResourceAddress address, ResourceEntry before) {
        return switch (address) {
            case ResourceAddress.Policy(String name) -> {
                @Nullable DesiredPolicy policy = desired.policies().get(name);
                yield policy != null && !policy.appliesTo().equals(before.appliesTo())
                        ? MetadataChange.POLICY_BINDINGS
                        : MetadataChange.NONE;
            }
            case ResourceAddress.Graph(GraphId id) -> {
                @Nullable DesiredGraph graph = desired.graphs().get(id);
                yield graph != null
                                && (graph.isProtected() != before.protect() || graph.onRemove() != before.onRemove())
                        ? MetadataChange.LIFECYCLE
                        : MetadataChange.NONE;
            }
            case ResourceAddress.Schema s -> MetadataChange.NONE;
            case ResourceAddress.Query q -> MetadataChange.NONE;
        };
    }

    private void compareUndeclared(ClusterState state) {
        List<ResourceAddress> gone = new ArrayList<>();
        for (String text : state.resources().keySet()) {
            Optional<ResourceAddress> address = ResourceAddress.parse(text);
            if (address.isEmpty()) {
                problems.add(Diagnostic.of(
                                DiagnosticCode.INVALID_STATE_JSON,
                                text,
                                "The ledger records `" + text + "`, which is no address of a resource.")
                        .withHelp("Remove the entry from __cluster/state.json by hand, or restore the file."));
            } else if (!desired.digests().containsKey(address.get())) {
                gone.add(address.get());
            }
        }
        for (ResourceAddress address : gone) {
            if (address instanceof ResourceAddress.Graph(GraphId id)) {
                ResourceEntry entry = ledger.get(address.toString());
                if (entry != null && entry.onRemove() == OnRemove.RETAIN && !entry.protect()) {
                    retained.add(id);
                }
            }
        }
        for (ResourceAddress address : gone) {
            boolean forget = address.owner().map(retained::contains).orElse(false);
            ResourceEntry entry = ledger.get(address.toString());
            changes.add(new RawChange(
                    address,
                    forget ? Operation.FORGET : Operation.DELETE,
                    entry == null ? "" : entry.digest(),
                    "",
                    MetadataChange.NONE));
        }
    }
}

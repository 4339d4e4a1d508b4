package org.omnigraph.controlplane.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.catalog.payload.PayloadReading;
import org.omnigraph.catalog.policy.PolicyBindingKind;
import org.omnigraph.catalog.policy.PolicyReader;
import org.omnigraph.controlplane.config.Fanout;
import org.omnigraph.controlplane.observe.GraphObserver;
import org.omnigraph.controlplane.observe.GraphSight;
import org.omnigraph.controlplane.observe.InspectedGraph;
import org.omnigraph.controlplane.observe.PayloadCheck;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.ResourceEntry;

/// Looks at what the ledger says was applied: the catalog's contents, the policies in them, and the live graphs.
final class ResourceHealth {
    private static final int WIDTH = 4;

    private final ClusterSession session;
    private final ClusterState state;

    ResourceHealth(ClusterSession session, ClusterState state) {
        this.session = session;
        this.state = state;
    }

    /// Every applied query and policy has its content, and that has the recorded digest.
    HealthCheck catalog() {
        List<PayloadCheck.Finding> findings = PayloadCheck.run(session, state);
        if (findings.isEmpty()) {
            return HealthCheck.healthy("catalog", "every applied query and policy is there");
        }
        HealthStatus status = HealthStatus.HEALTHY;
        List<Diagnostic> problems = new ArrayList<>();
        for (PayloadCheck.Finding finding : findings) {
            problems.add(finding.diagnostic());
            status = status.or(
                    switch (finding.condition()) {
                        case "payload_missing" -> HealthStatus.MISSING;
                        case "payload_mismatch" -> HealthStatus.CORRUPT;
                        default -> HealthStatus.UNREACHABLE;
                    });
        }
        return new HealthCheck("catalog", status, findings.size() + " not as applied", problems);
    }

    /// Every applied policy can be enforced. Contents that are not there are the catalog's affair.
    HealthCheck policies() {
        int count = 0;
        List<Diagnostic> problems = new ArrayList<>();
        for (Map.Entry<String, ResourceEntry> entry : state.resources().entrySet()) {
            Optional<ResourceAddress> address = ResourceAddress.parse(entry.getKey());
            if (address.isPresent()
                    && address.get() instanceof ResourceAddress.Policy policy
                    && ContentDigest.isValid(entry.getValue().digest())) {
                count++;
                PayloadReading content = session.payloads()
                        .read(policy, new ContentDigest(entry.getValue().digest()));
                if (content instanceof PayloadReading.Found found) {
                    PolicyReader.read(found.bytes(), bindingOf(entry.getValue())).diagnostics().stream()
                            .filter(Diagnostic::isError)
                            .map(problem -> problem.withPath(entry.getKey()))
                            .forEach(problems::add);
                }
            }
        }
        return problems.isEmpty()
                ? HealthCheck.healthy("policies", count + " applied, all enforceable")
                : new HealthCheck("policies", HealthStatus.CORRUPT, "not all can be enforced", problems);
    }

    /// Every applied graph opens, has the schema that was applied, and all its files as far as a listing tells.
    HealthCheck graphs() {
        List<GraphId> recorded = new ArrayList<>();
        for (String address : state.resources().keySet()) {
            if (ResourceAddress.parse(address).orElse(null) instanceof ResourceAddress.Graph(GraphId id)) {
                recorded.add(id);
            }
        }
        GraphObserver observer = new GraphObserver(session);
        List<InspectedGraph> seen = Fanout.mapWaiting(recorded, WIDTH, id -> {
            session.progress().step("opening graph", id.value(), 0, recorded.size());
            return observer.inspect(id);
        });
        HealthStatus worst = HealthStatus.HEALTHY;
        List<Diagnostic> problems = new ArrayList<>();
        int otherwise = 0;
        for (InspectedGraph graph : seen) {
            HealthStatus status = judge(graph.id(), graph.sight(), problems);
            problems.addAll(graph.problems());
            status = status.or(graph.isDamaged() ? HealthStatus.CORRUPT : HealthStatus.HEALTHY);
            otherwise += status == HealthStatus.HEALTHY ? 0 : 1;
            worst = worst.or(status);
        }
        return problems.isEmpty()
                ? HealthCheck.healthy("graphs", recorded.size() + " applied, all open")
                : new HealthCheck("graphs", worst, otherwise + " of " + recorded.size() + " not as applied", problems);
    }

    private HealthStatus judge(GraphId id, GraphSight sight, List<Diagnostic> problems) {
        return switch (sight) {
            case GraphSight.Absent absent -> {
                problems.add(Diagnostic.of(
                        DiagnosticCode.GRAPH_MISSING,
                        "graph." + id,
                        "The ledger records it, and nothing is at "
                                + session.graphRoot(id).location() + "."));
                yield HealthStatus.MISSING;
            }
            case GraphSight.Partial partial -> unopenable(id, "it holds files, but no committed graph", problems);
            case GraphSight.Broken(String reason) -> unopenable(id, reason, problems);
            case GraphSight.Live live -> {
                ResourceEntry applied = state.resources().get("schema." + id);
                if (applied == null || applied.digest().equals(live.schemaDigest())) {
                    yield HealthStatus.HEALTHY;
                }
                problems.add(Diagnostic.of(
                        DiagnosticCode.SCHEMA_MISMATCH,
                        "schema." + id,
                        "The live schema is not the one that was applied."));
                yield HealthStatus.STALE;
            }
        };
    }

    private HealthStatus unopenable(GraphId id, String reason, List<Diagnostic> problems) {
        problems.add(Diagnostic.of(
                DiagnosticCode.GRAPH_OBSERVATION_ERROR,
                "graph." + id,
                "Its root, " + session.graphRoot(id).location() + ", cannot be opened: " + reason + "."));
        return HealthStatus.CORRUPT;
    }

    private static PolicyBindingKind bindingOf(ResourceEntry entry) {
        return entry.appliesTo().contains("cluster") ? PolicyBindingKind.CLUSTER : PolicyBindingKind.GRAPH;
    }
}

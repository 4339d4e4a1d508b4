package org.omnigraph.controlplane.observe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.config.DesiredGraph;
import org.omnigraph.controlplane.config.Fanout;
import org.omnigraph.controlplane.edit.LedgerEdit;
import org.omnigraph.controlplane.plan.Planner;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.ledger.ResourceStatus;
import org.omnigraph.state.ledger.ResourceStatus.Status;

/// What `refresh` and `import` do to the ledger in memory: graphs as they are, payloads as they are
/// (cluster-contract.md §10). Digests of queries and policies are only ever taken out, never invented.
public final class Observation {
    private static final int WIDTH = 4;

    private final ClusterSession session;
    private final DesiredCluster desired;
    private final LedgerEdit edit;
    private final List<Diagnostic> diagnostics;

    /// @param diagnostics grows by what is found
    public Observation(ClusterSession session, DesiredCluster desired, LedgerEdit edit, List<Diagnostic> diagnostics) {
        this.session = session;
        this.desired = desired;
        this.edit = edit;
        this.diagnostics = diagnostics;
    }

    private record Seen(DesiredGraph graph, InspectedGraph found) {}

    /// Looks at every declared graph and records what is there.
    ///
    /// @throws org.omnigraph.state.store.StoreException if the store fails: then nothing is known
    public void observeGraphs() {
        GraphObserver observer = new GraphObserver(session);
        List<DesiredGraph> graphs = new ArrayList<>(desired.graphs().values());
        List<Seen> seen = Fanout.mapWaiting(graphs, WIDTH, graph -> {
            session.progress().step("looking at graph", graph.id().value(), 0, graphs.size());
            return new Seen(graph, observer.inspect(graph.id()));
        });
        for (Seen each : seen) {
            record(each.graph(), each.found());
        }
    }

    /// Checks every payload of the ledger; what is lost leaves it, so that the next apply puts it back.
    public void verifyPayloads() {
        List<PayloadCheck.Finding> findings = PayloadCheck.run(session, edit.build());
        List<String> found = new ArrayList<>();
        for (PayloadCheck.Finding finding : findings) {
            String address = finding.resource().toString();
            found.add(address);
            diagnostics.add(finding.diagnostic());
            Status status = finding.digestLost() ? Status.DRIFTED : Status.ERROR;
            edit.status(
                    address, status, finding.condition(), finding.diagnostic().message());
            if (finding.digestLost()) {
                edit.removeDigest(address);
                finding.resource().owner().ifPresent(edit::recomputeGraph);
            }
        }
        for (String address : edit.addresses()) {
            @Nullable ResourceStatus status = edit.status(address);
            if (status != null
                    && !found.contains(address)
                    && status.conditions().contains("payload_read_error")) {
                edit.status(address, Status.APPLIED, "", "");
            }
        }
    }

    /// Clears the config digest if the ledger is not what the config says.
    public void settleConfigDigest() {
        if (!Planner.isConverged(desired, edit.build())) {
            edit.configDigest("");
        }
    }

    private void record(DesiredGraph graph, InspectedGraph found) {
        ObjectNode observation = Json.object();
        observation.put("desired_schema_digest", graph.schema().digest().hex());
        observation.put("observed_at", session.now());
        switch (found.sight()) {
            case GraphSight.Absent absent -> missing(graph.id(), observation);
            case GraphSight.Partial partial ->
                unopenable(graph.id(), observation, "it holds files, but no committed graph");
            case GraphSight.Broken(String reason) -> unopenable(graph.id(), observation, reason);
            case GraphSight.Live live -> live(graph, live, observation);
        }
        if (found.isDamaged()) {
            damaged(found, observation);
        }
        edit.observation("graph." + graph.id(), observation);
    }

    /// What else is to be said of the graph stays said; that its files are damaged is graver than that its schema
    /// is another.
    private void damaged(InspectedGraph found, ObjectNode observation) {
        diagnostics.addAll(found.problems());
        if (found.sight() instanceof GraphSight.Live) {
            observation.put("error", found.summary());
            edit.status("graph." + found.id(), Status.ERROR, InspectedGraph.CONDITION, found.summary());
        }
    }

    private void missing(GraphId id, ObjectNode observation) {
        observation.put("exists", false);
        boolean recorded = !edit.digest("graph." + id).isEmpty()
                || !edit.digest("schema." + id).isEmpty();
        if (recorded) {
            diagnostics.add(Diagnostic.of(
                            DiagnosticCode.GRAPH_MISSING,
                            "graph." + id,
                            "The ledger records it, and nothing is at "
                                    + session.graphRoot(id).location()
                                    + "; the next plan proposes to create it, empty.")
                    .withHelp("If you have a backup, restore it before you apply."));
        }
        for (String address : List.of("graph." + id, "schema." + id)) {
            edit.removeDigest(address);
            edit.status(address, Status.DRIFTED, "graph_missing", "");
        }
    }

    private void unopenable(GraphId id, ObjectNode observation, String reason) {
        observation.put("exists", true);
        observation.put("error", reason);
        diagnostics.add(Diagnostic.of(
                        DiagnosticCode.GRAPH_OBSERVATION_ERROR,
                        "graph." + id,
                        "Its root is there and cannot be opened: " + reason + ".")
                .withHelp("Look at " + session.graphRoot(id).location()
                        + "; restore it from a backup, or remove it if nothing in it is needed."));
        edit.status("graph." + id, Status.ERROR, "graph_observation_error", reason);
    }

    private void live(DesiredGraph graph, GraphSight.Live live, ObjectNode observation) {
        String wanted = graph.schema().digest().hex();
        boolean match = live.schemaDigest().equals(wanted);
        observation.put("exists", true);
        observation.put("manifest_version", live.manifestVersion());
        observation.put("live_schema_digest", live.schemaDigest());
        observation.put("schema_match", match);
        edit.appliedSchema(graph.id(), live.schemaDigest());
        if (match) {
            edit.graphApplied(graph.id());
            return;
        }
        diagnostics.add(Diagnostic.of(
                DiagnosticCode.SCHEMA_MISMATCH,
                "schema." + graph.id(),
                "The live schema differs from the declared one; the next plan proposes to migrate it."));
        edit.status("schema." + graph.id(), Status.DRIFTED, "schema_mismatch", "");
        edit.status("graph." + graph.id(), Status.DRIFTED, "schema_mismatch", "");
    }

    /// The graphs and payloads that are not what the ledger says, without changing anything.
    ///
    /// @param resource what it is about
    /// @param condition as in the ledger's statuses
    public record Drift(ResourceAddress resource, String condition, String message) {}

    /// Compares ledger and world for `drift`.
    ///
    /// @throws org.omnigraph.state.store.StoreException if the store fails
    public List<Drift> drift() {
        List<Drift> found = new ArrayList<>();
        GraphObserver observer = new GraphObserver(session);
        for (Map.Entry<String, String> entry : recordedSchemas().entrySet()) {
            GraphId id = new GraphId(entry.getKey());
            ResourceAddress graph = new ResourceAddress.Graph(id);
            InspectedGraph inspected = observer.inspect(id);
            switch (inspected.sight()) {
                case GraphSight.Absent absent ->
                    found.add(new Drift(graph, "graph_missing", "The ledger records it, and its root is gone."));
                case GraphSight.Partial partial ->
                    found.add(new Drift(graph, "graph_observation_error", "Its root holds no committed graph."));
                case GraphSight.Broken(String reason) ->
                    found.add(
                            new Drift(graph, "graph_observation_error", "Its root cannot be opened: " + reason + "."));
                case GraphSight.Live live -> {
                    if (!live.schemaDigest().equals(entry.getValue())) {
                        found.add(new Drift(
                                new ResourceAddress.Schema(id),
                                "schema_mismatch",
                                "The live schema is not the one that was applied."));
                    }
                    if (inspected.isDamaged()) {
                        found.add(new Drift(graph, InspectedGraph.CONDITION, inspected.summary()));
                    }
                }
            }
        }
        for (PayloadCheck.Finding finding : PayloadCheck.run(session, edit.before())) {
            if (finding.digestLost()) {
                found.add(new Drift(
                        finding.resource(),
                        finding.condition(),
                        finding.diagnostic().message()));
            } else {
                diagnostics.add(finding.diagnostic());
            }
        }
        found.sort(java.util.Comparator.comparing(Drift::resource));
        return found;
    }

    private Map<String, String> recordedSchemas() {
        Map<String, String> schemas = new java.util.TreeMap<>();
        for (String address : edit.before().resources().keySet()) {
            Optional<ResourceAddress> parsed = ResourceAddress.parse(address);
            if (parsed.isPresent() && parsed.get() instanceof ResourceAddress.Schema(GraphId id)) {
                schemas.put(id.value(), edit.digest(address));
            }
        }
        return schemas;
    }
}

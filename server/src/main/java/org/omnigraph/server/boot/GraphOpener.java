package org.omnigraph.server.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.omnigraph.catalog.applied.AppliedCatalog;
import org.omnigraph.catalog.applied.AppliedGraph;
import org.omnigraph.catalog.applied.AppliedPolicy;
import org.omnigraph.catalog.applied.QueryFit;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.catalog.policy.CompiledPolicy;
import org.omnigraph.catalog.policy.PolicyCompilation;
import org.omnigraph.catalog.policy.PolicyCompiler;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphEngine;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.server.auth.BundleGate;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the graphs of a revision, at most four at a time: open, check every stored query against the live schema,
/// compile the bundle.
final class GraphOpener {
    private static final Logger LOG = LoggerFactory.getLogger(GraphOpener.class);
    private static final int AT_A_TIME = 4;

    private final ObjectStore store;
    private final GraphEngine engine;

    GraphOpener(ObjectStore store, GraphEngine engine) {
        this.store = store;
        this.engine = engine;
    }

    List<GraphOpening> openAll(AppliedCatalog catalog, List<AppliedGraph> graphs) {
        Semaphore slots = new Semaphore(AT_A_TIME);
        List<Future<GraphOpening>> futures = new ArrayList<>();
        List<GraphOpening> openings = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (AppliedGraph graph : graphs) {
                futures.add(threads.submit(() -> {
                    slots.acquire();
                    try {
                        return open(graph, catalog.policyOf(graph.id()));
                    } finally {
                        slots.release();
                    }
                }));
            }
            for (Future<GraphOpening> future : futures) {
                openings.add(future.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while opening graphs", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("opening a graph failed", e.getCause());
        }
        return openings;
    }

    private GraphOpening open(AppliedGraph applied, Optional<AppliedPolicy> bound) {
        String id = applied.id().value();
        Graph graph;
        SchemaModel live;
        try {
            graph = engine.open(GraphRoot.ofCluster(store, id));
            live = graph.schema(ReadTarget.MAIN).model();
        } catch (GraphException | StoreException e) {
            return new GraphOpening.Failed(id, List.of(unavailable(id, e)));
        }
        List<Diagnostic> problems = new ArrayList<>(QueryFit.problems(QueryFit.of(applied, live)));
        Optional<CompiledPolicy> policy = Optional.empty();
        if (bound.isPresent()) {
            switch (PolicyCompiler.compileForGraph(bound.get().document(), id)) {
                case PolicyCompilation.Compiled(CompiledPolicy compiled) -> policy = Optional.of(compiled);
                case PolicyCompilation.Failed(List<Diagnostic> refused) ->
                    refused.forEach(
                            d -> problems.add(d.withPath("policy." + bound.get().name())));
            }
        }
        if (!problems.isEmpty()) {
            graph.close();
            return new GraphOpening.Failed(id, problems);
        }
        QueryRegistry.advise(applied);
        return new GraphOpening.Opened(new ServedGraph(
                id,
                graph,
                QueryRegistry.of(applied),
                policy,
                BundleGate.of(policy),
                drifted(id, applied.schemaDigest(), live)));
    }

    private static boolean drifted(String id, ContentDigest applied, SchemaModel live) {
        boolean drifted = !applied.equals(live.digest());
        if (drifted) {
            LOG.atWarn()
                    .addKeyValue("code", DiagnosticCode.SCHEMA_MISMATCH.wireName())
                    .addKeyValue("path", "schema." + id)
                    .addKeyValue("applied", applied)
                    .addKeyValue("live", live.digest())
                    .log("the live schema is not the one that was applied");
        }
        return drifted;
    }

    private static Diagnostic unavailable(String id, RuntimeException cause) {
        String reason = cause instanceof GraphException e && e.failure() instanceof GraphFailure.NotFound
                ? "its root is missing"
                : "its root cannot be opened: " + cause.getMessage();
        return Diagnostic.of(DiagnosticCode.GRAPH_UNAVAILABLE, "graph." + id, reason);
    }
}

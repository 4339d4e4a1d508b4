package org.omnigraph.server.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.DamagedFile;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphEngine;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.GraphProbe;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// An engine whose graphs live in memory, by id.
public final class FakeEngine implements GraphEngine {
    private final Map<String, SchemaModel> schemas = new ConcurrentHashMap<>();
    private final Map<String, FakeGraph> graphs = new ConcurrentHashMap<>();
    private final Map<String, Supplier<List<DamagedFile>>> damage = new ConcurrentHashMap<>();
    private final AtomicInteger inspections = new AtomicInteger();
    private volatile Runnable onOpen = () -> {};

    public void make(String graphId, SchemaModel schema) {
        schemas.put(graphId, schema);
    }

    public void remove(String graphId) {
        schemas.remove(graphId);
    }

    /// Runs at the head of each open.
    public void onOpen(Runnable action) {
        onOpen = action;
    }

    /// The graph as it was opened last.
    public FakeGraph graph(String graphId) {
        FakeGraph graph = graphs.get(graphId);
        if (graph == null) {
            throw new AssertionError("graph " + graphId + " was never opened");
        }
        return graph;
    }

    @Override
    public Graph open(GraphRoot root) {
        onOpen.run();
        String id = idOf(root);
        SchemaModel schema = schemas.get(id);
        if (schema == null) {
            throw new GraphException(
                    DiagnosticCode.GRAPH_NOT_FOUND, "no graph", new GraphFailure.NotFound("graph", id));
        }
        FakeGraph graph = new FakeGraph(id, root, schema);
        graphs.put(id, graph);
        return graph;
    }

    @Override
    public String newIncarnation() {
        throw new UnsupportedOperationException("the server makes no graphs");
    }

    @Override
    public GraphProbe probe(GraphRoot root) {
        return schemas.containsKey(idOf(root)) ? new GraphProbe.Present(idOf(root), "01FAKE") : new GraphProbe.Absent();
    }

    @Override
    public CommitInfo init(GraphRoot root, String graphId, String incarnation, SchemaModel schema, String actor) {
        throw new UnsupportedOperationException("the server makes no graphs");
    }

    /// What the next looks at the graph's files say.
    public void damage(String graphId, Supplier<List<DamagedFile>> files) {
        damage.put(graphId, files);
    }

    /// How often somebody looked.
    public int inspections() {
        return inspections.get();
    }

    @Override
    public List<DamagedFile> inspect(GraphRoot root) {
        inspections.incrementAndGet();
        return damage.getOrDefault(idOf(root), List::of).get();
    }

    private static String idOf(GraphRoot root) {
        return root.prefix().value().replace("graphs/", "").replace(".omni/", "");
    }

    @Override
    public void delete(GraphRoot root, String incarnation) {
        throw new UnsupportedOperationException("the server deletes no graphs");
    }

    @Override
    public void close() {}
}

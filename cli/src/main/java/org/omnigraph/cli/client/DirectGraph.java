package org.omnigraph.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.engine.api.DropMode;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphEngine;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.PolicyGate;
import org.omnigraph.engine.api.ProgressListener;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.SchemaApplyResult;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.state.store.ObjectStore;

/// A graph reached in its storage. Whoever can write there needs nobody's leave, so no policy is asked.
final class DirectGraph implements GraphClient {
    private final ObjectStore store;
    private final GraphEngine engine;
    private final Graph graph;
    private final String actor;
    private final Runnable standalone;

    private DirectGraph(ObjectStore store, GraphEngine engine, Graph graph, String actor, Runnable standalone) {
        this.store = store;
        this.engine = engine;
        this.graph = graph;
        this.actor = actor;
        this.standalone = standalone;
    }

    /// Opens the graph; store and engine are closed with it, or now if that fails.
    ///
    /// @param standalone throws if the graph is a cluster's
    static DirectGraph open(ObjectStore store, GraphEngine engine, GraphRoot root, String actor, Runnable standalone) {
        try {
            return new DirectGraph(store, engine, engine.open(root), actor, standalone);
        } catch (RuntimeException e) {
            engine.close();
            store.close();
            throw e;
        }
    }

    @Override
    public String location() {
        return graph.root().location();
    }

    @Override
    public ObjectNode query(String source, String name, ObjectNode params, ReadTarget target) {
        return ResultJson.of(graph.query(source, name, params, target));
    }

    @Override
    public ObjectNode mutate(String source, String name, ObjectNode params, String branch, String ifCommit) {
        return ResultJson.of(
                graph.mutate(source, name, params, new WriteContext(actor, branch, ifCommit, PolicyGate.OPEN)));
    }

    @Override
    public ObjectNode load(InputStream ndjson, LoadMode mode, String branch, ProgressListener progress) {
        return ResultJson.of(graph.load(ndjson, mode, new WriteContext(actor, branch, "", PolicyGate.OPEN), progress));
    }

    @Override
    public long export(ReadTarget target, List<String> typeNames, OutputStream out) throws IOException {
        try {
            return graph.export(target, typeNames, out);
        } catch (UncheckedIOException e) {
            // It is the output that failed: what the graph reads from has exceptions of its own.
            throw e.getCause();
        }
    }

    @Override
    public String schemaSource(ReadTarget target) {
        return graph.schema(target).model().source();
    }

    @Override
    public SchemaDifference schemaPlan(SchemaModel desired, DropMode drops) {
        boolean changed = !graph.schema(ReadTarget.MAIN).model().digest().equals(desired.digest());
        return new SchemaDifference(graph.schemaPlan(desired, drops), changed);
    }

    @Override
    public SchemaApplied schemaApply(SchemaModel desired, DropMode drops) {
        standalone.run();
        SchemaApplyResult result = graph.schemaApply(desired, drops, WriteContext.main(actor));
        return new SchemaApplied(
                ResultJson.of(result, location()), result.plan().steps());
    }

    @Override
    public void close() {
        graph.close();
        engine.close();
        store.close();
    }
}

package org.omnigraph.cli.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Consumer;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.GraphEngine;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.GraphProbe;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Makes a graph that stands for itself. Steps: refuse a root where something is; make the graph under a fresh
/// incarnation. What an interrupted attempt left has another incarnation and is never read.
final class GraphInit {
    private static final String SUFFIX = ".omni";

    private GraphInit() {}

    static ObjectNode run(
            GraphEngine engine, GraphRoot root, SchemaModel schema, String actor, Consumer<String> announce) {
        String id = id(root);
        switch (engine.probe(root)) {
            case GraphProbe.Present _ -> throw exists(root);
            case GraphProbe.Unreadable(String reason) ->
                throw Refusal.of(Diagnostic.of(
                                DiagnosticCode.GRAPH_ALREADY_EXISTS,
                                root.location(),
                                "something else is there already: " + reason)
                        .withHelp("Name a folder that does not exist yet."));
            case GraphProbe.Absent _, GraphProbe.Partial _ -> announce.accept(root.location());
        }
        try {
            CommitInfo first = engine.init(root, id, engine.newIncarnation(), schema, actor);
            ObjectNode node = JsonNodeFactory.instance
                    .objectNode()
                    .put("uri", root.location())
                    .put("graph_id", id);
            node.set("commit", ResultJson.commit(Optional.of(first)));
            return node;
        } catch (GraphException e) {
            throw e.failure() instanceof GraphFailure.AlreadyExists ? exists(root) : e;
        }
    }

    private static String id(GraphRoot root) {
        String path = root.prefix().value();
        String name = path.substring(path.lastIndexOf('/', path.length() - 2) + 1, path.length() - 1);
        String id = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        if (!GraphId.isValid(id)) {
            throw Refusal.usage(
                    "`" + id + "` is no graph's id",
                    "The last part of the root, without .omni, is the id: at most 64 letters, digits, `_` and `-`.");
        }
        return id;
    }

    private static Refusal exists(GraphRoot root) {
        return Refusal.of(Diagnostic.of(
                        DiagnosticCode.GRAPH_ALREADY_EXISTS,
                        root.location(),
                        "there is a graph already; nothing was written")
                .withHelp("Run `omnigraph schema apply` to change its schema, or name another root."));
    }
}

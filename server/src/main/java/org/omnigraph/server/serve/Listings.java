package org.omnigraph.server.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.omnigraph.catalog.policy.PolicyAction;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.server.auth.Caller;
import org.omnigraph.server.boot.ServedCluster;
import org.omnigraph.server.boot.ServedGraph;
import org.omnigraph.server.boot.StoredQuery;
import org.omnigraph.state.json.Json;

/// What there is: graphs, schema, stored queries, snapshot, branches, commits; each behind its gate.
public final class Listings {
    private Listings() {}

    public static ObjectNode graphs(ServedCluster cluster, Caller caller) {
        Visit.requireGraphList(cluster, caller);
        ObjectNode body = Json.object();
        ArrayNode graphs = body.putArray("graphs");
        for (ServedGraph graph : cluster.graphs().values()) {
            graphs.addObject()
                    .put("graph_id", graph.id())
                    .put("uri", graph.graph().root().location());
        }
        return body;
    }

    public static ObjectNode schema(Visit visit) {
        visit.require(PolicyAction.READ, "");
        String source = visit.graph().schema(ReadTarget.MAIN).model().source();
        return Json.object().put("schema_source", source);
    }

    public static ObjectNode queries(Visit visit) {
        visit.require(PolicyAction.READ, Branches.MAIN);
        ObjectNode body = Json.object();
        ArrayNode queries = body.putArray("queries");
        for (StoredQuery query : visit.served().queries().values()) {
            queries.add(query.entry());
        }
        return body;
    }

    public static ObjectNode snapshot(Visit visit, String branch) {
        visit.require(PolicyAction.READ, branch);
        return Shapes.snapshot(branch, visit.graph().snapshot(new ReadTarget.Branch(branch)));
    }

    public static ObjectNode branches(Visit visit) {
        visit.require(PolicyAction.READ, "");
        ObjectNode body = Json.object();
        ArrayNode branches = body.putArray("branches");
        visit.graph().branches().stream().sorted().forEach(branches::add);
        return body;
    }

    public static ObjectNode commits(Visit visit, String branch) {
        visit.require(PolicyAction.READ, branch);
        ObjectNode body = Json.object();
        ArrayNode commits = body.putArray("commits");
        for (CommitInfo commit : visit.graph().history(new ReadTarget.Branch(branch))) {
            commits.add(Shapes.commit(commit));
        }
        return body;
    }

    public static ObjectNode commit(Visit visit, String commitId) {
        visit.require(PolicyAction.READ, "");
        return Shapes.commit(visit.graph().head(new ReadTarget.Snapshot(commitId)));
    }
}

package org.omnigraph.cli.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.omnigraph.controlplane.task.AppliedQueriesOutcome;

/// What the documents about applied queries begin with.
final class QueriesJson {
    private QueriesJson() {}

    static ObjectNode begin(AppliedQueriesOutcome outcome, boolean ok) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("ok", ok)
                .put("cluster", outcome.cluster())
                .put("graph_id", outcome.graphId());
        if (outcome.stateRevision() >= 0) {
            node.put("state_revision", outcome.stateRevision());
        }
        return node;
    }
}

package org.omnigraph.cli.contract;

import static org.omnigraph.cli.contract.Shape.array;
import static org.omnigraph.cli.contract.Shape.bool;
import static org.omnigraph.cli.contract.Shape.integer;
import static org.omnigraph.cli.contract.Shape.object;
import static org.omnigraph.cli.contract.Shape.oneOf;
import static org.omnigraph.cli.contract.Shape.pattern;
import static org.omnigraph.cli.contract.Shape.ref;
import static org.omnigraph.cli.contract.Shape.string;

import java.util.List;
import org.omnigraph.catalog.query.checked.ResultKind;

/// The documents about applied queries.
final class QueriesShapes {
    private QueriesShapes() {}

    static Shape list() {
        Shape query = object().with("name", string())
                .with("tool_name", string())
                .maybe("description", string())
                .maybe("instruction", string())
                .with("mutation", bool())
                .with("params", array(ref("query_value")))
                .maybe("columns", array(ref("query_value")))
                .maybe("fits", bool())
                .with("digest", pattern(Shape.DIGEST));
        return begin().with("queries", array(query)).with("diagnostics", array(ref("diagnostic")));
    }

    static Shape validate() {
        Shape query =
                object().with("name", string()).with("mutation", bool()).with("status", oneOf(List.of("ok", "error")));
        return begin().with("queries", array(query)).with("diagnostics", array(ref("diagnostic")));
    }

    /// A parameter or a column of a result.
    static Shape value() {
        Shape kind = oneOf(ResultKind.class, ResultKind::wireName);
        return object().with("name", string())
                .with("kind", kind)
                .maybe("item_kind", kind)
                .maybe("vector_dim", integer())
                .with("nullable", bool());
    }

    private static Shape.Members begin() {
        return object().with("ok", bool())
                .with("cluster", string())
                .with("graph_id", string())
                .maybe("state_revision", integer());
    }
}

package org.omnigraph.cli.contract;

import static org.omnigraph.cli.contract.Shape.anyOf;
import static org.omnigraph.cli.contract.Shape.array;
import static org.omnigraph.cli.contract.Shape.bool;
import static org.omnigraph.cli.contract.Shape.integer;
import static org.omnigraph.cli.contract.Shape.object;
import static org.omnigraph.cli.contract.Shape.oneOf;
import static org.omnigraph.cli.contract.Shape.ref;
import static org.omnigraph.cli.contract.Shape.string;

import java.util.List;
import org.omnigraph.authoring.source.FormatOutcome;
import org.omnigraph.catalog.query.lint.LintFinding;

/// The documents of the commands over source files.
final class SourceShapes {
    private SourceShapes() {}

    static Shape format() {
        Shape file = object().with("path", string())
                .with("status", oneOf(FormatOutcome.Status.class, FormatOutcome.Status::wireName));
        return object().with("ok", bool())
                .with("check", bool())
                .with("files", array(file))
                .with("diagnostics", array(ref("diagnostic")));
    }

    /// One file's report stands in the document itself, several are a list.
    static Shape lint() {
        Shape several = object().with("ok", bool())
                .with("reports", array(members(object())))
                .with("diagnostics", array(ref("diagnostic")));
        return anyOf(
                List.of(members(object().with("ok", bool())).with("diagnostics", array(ref("diagnostic"))), several));
    }

    private static Shape.Members members(Shape.Members start) {
        Shape status = oneOf(List.of("ok", "error"));
        return start.with("status", status)
                .with(
                        "schema_source",
                        object().with("kind", oneOf(List.of("file", "graph")))
                                .maybe("path", string())
                                .maybe("uri", string()))
                .with("query_path", string())
                .with("queries_processed", integer())
                .with("errors", integer())
                .with("warnings", integer())
                .with("infos", integer())
                .with("results", array(result(status)))
                .with("findings", array(finding()));
    }

    private static Shape result(Shape status) {
        Shape uses = array(object().with("kind", string()).with("type_name", string()));
        return object().with("name", string())
                .with("kind", oneOf(List.of("read", "mutation")))
                .with("status", status)
                .maybe("warnings", array(string()))
                .maybe("error", string())
                .maybe(
                        "operation",
                        object().with("result", array(Shape.type("object")))
                                .with("reads", uses)
                                .with("writes", uses));
    }

    private static Shape finding() {
        return object().with("severity", oneOf(LintFinding.Level.class, LintFinding.Level::wireName))
                .with("code", string())
                .with("message", string())
                .maybe("type_name", string())
                .maybe("property", string())
                .maybe("query_names", array(string()));
    }
}

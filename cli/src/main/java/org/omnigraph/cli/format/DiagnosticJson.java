package org.omnigraph.cli.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.SourcePosition;

/// Diagnostics as JSON (cluster-contract.md §3): `{code, severity, path, message, position?, help?}`.
public final class DiagnosticJson {
    private DiagnosticJson() {}

    /// All of them, in order.
    public static ArrayNode array(List<Diagnostic> diagnostics) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Diagnostic diagnostic : diagnostics) {
            array.add(object(diagnostic));
        }
        return array;
    }

    /// The document of a command that failed before it had anything of its own to report.
    public static ObjectNode failure(List<Diagnostic> diagnostics) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("ok", false);
        document.set("diagnostics", array(diagnostics));
        return document;
    }

    private static ObjectNode object(Diagnostic diagnostic) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("code", diagnostic.code().wireName());
        node.put("severity", diagnostic.severity().wireName());
        node.put("path", diagnostic.path());
        node.put("message", diagnostic.message());
        SourcePosition position = diagnostic.position();
        if (position.isKnown()) {
            node.putObject("position")
                    .put("line", position.line())
                    .put("column", position.column())
                    .put("end_line", position.endLine())
                    .put("end_column", position.endColumn())
                    .put("snippet", position.snippet());
        }
        String help = diagnostic.help().isEmpty() ? diagnostic.code().remedy() : diagnostic.help();
        if (!help.isEmpty()) {
            node.put("help", help);
        }
        return node;
    }
}

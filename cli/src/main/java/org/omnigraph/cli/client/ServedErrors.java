package org.omnigraph.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.ShellWord;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;

/// A server's error answer (http-api.md §5) as what the same failure is on direct access.
final class ServedErrors {
    private ServedErrors() {}

    static RuntimeException of(int status, byte[] body, String location) {
        JsonNode answer = parse(body);
        String message = answer.path("error").asText("");
        String text = message.isEmpty() ? "the server answered with status " + status : message;
        JsonNode precondition = answer.path("precondition_failure");
        if (status == 412 && precondition.isObject()) {
            return new GraphException(
                    DiagnosticCode.WRITE_CONFLICT,
                    text,
                    new GraphFailure.PreconditionFailed(
                            precondition.path("expected").asText(""),
                            precondition.path("actual").asText("")));
        }
        Diagnostic refused = Diagnostic.of(code(status, answer), location, text);
        return Refusal.of(
                switch (status) {
                    case 404 ->
                        refused.withHelp("Check the name; `omnigraph graphs list --server "
                                + ShellWord.quoted(location.replaceFirst("/graphs/[^/]*$", ""))
                                + "` lists the graphs.");
                    case 503 ->
                        refused.withHelp("Look with a query whether it landed; if it did not, run the command again.");
                    default -> refused;
                });
    }

    private static DiagnosticCode code(int status, JsonNode answer) {
        return switch (status) {
            case 401, 403 -> DiagnosticCode.SERVER_REFUSED;
            case 404 -> DiagnosticCode.GRAPH_NOT_FOUND;
            case 409 -> conflict(answer);
            case 429 -> DiagnosticCode.WRITE_CONFLICT;
            case 503 -> DiagnosticCode.OUTCOME_UNKNOWN;
            default -> status >= 500 ? DiagnosticCode.SERVER_FAILED : DiagnosticCode.SERVER_REJECTED;
        };
    }

    private static DiagnosticCode conflict(JsonNode answer) {
        if (answer.has("key_conflict")) {
            return DiagnosticCode.KEY_CONFLICT;
        }
        // Fixed by http-api.md §5: this conflict, and no other, names the command that is to be run instead.
        return answer.path("error").asText("").contains("cluster apply")
                ? DiagnosticCode.GRAPH_IN_CLUSTER
                : DiagnosticCode.WRITE_CONFLICT;
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.parse(body);
        } catch (InvalidJsonException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }
}

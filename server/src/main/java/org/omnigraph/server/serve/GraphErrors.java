package org.omnigraph.server.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.LineProblem;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.json.Json;

/// What a client is told of a graph's failure (http-api.md §5).
public final class GraphErrors {
    private static final int PROBLEMS_SHOWN = 100;

    private GraphErrors() {}

    /// The error; nothing if the cause is for the log alone and the client gets a report id.
    public static Optional<ApiError> of(GraphFailure failure, String reportId) {
        return switch (failure) {
            case GraphFailure.NotFound(String kind, String name) ->
                Optional.of(ApiError.notFound("there is no " + kind + " `" + name + "`"));
            case GraphFailure.NotOpenable _ -> Optional.empty();
            case GraphFailure.AlreadyExists(String what) -> Optional.of(ApiError.conflict(what + " exists already"));
            case GraphFailure.Invalid(List<Diagnostic> diagnostics) ->
                Optional.of(ApiError.badRequest(text(diagnostics)));
            case GraphFailure.BadRequest(String reason) -> Optional.of(ApiError.badRequest(reason));
            case GraphFailure.BadParameter(String parameter, String reason) ->
                Optional.of(ApiError.badRequest(
                        reason.contains(parameter) ? reason : "parameter `" + parameter + "`: " + reason));
            case GraphFailure.Rejected(List<LineProblem> problems, long total) ->
                Optional.of(ApiError.badRequest(text(problems, total)));
            case GraphFailure.KeyConflict conflict -> Optional.of(keyConflict(conflict));
            case GraphFailure.HeadMoved(String expected, String actual) ->
                Optional.of(ApiError.conflict("the branch moved under this write; nothing was written, send it again")
                        .with(
                                "read_set_conflict",
                                nullable(
                                        nullable(Json.object().put("member", "branch_head"), "expected", expected),
                                        "actual",
                                        actual)));
            case GraphFailure.PreconditionFailed failed -> Optional.of(precondition(failed));
            case GraphFailure.MigrationRefused(String reason) -> Optional.of(ApiError.conflict(reason));
            case GraphFailure.ResourceLimit(String resource, long limit, long actual) ->
                Optional.of(resourceLimit(resource, limit, actual));
            case GraphFailure.Busy(String resource, long limit, long actual, long retryAfter) ->
                Optional.of(ApiError.of(
                                429,
                                ApiError.TOO_MANY_REQUESTS,
                                "the server is busy; try again in " + retryAfter + " s")
                        .with("resource_limit", limitDetail(resource, limit, actual))
                        .withHeader("Retry-After", Long.toString(retryAfter)));
            case GraphFailure.Cancelled() ->
                Optional.of(ApiError.of(503, "", "the request was cancelled; nothing was changed"));
            case GraphFailure.Denied(String message) -> Optional.of(ApiError.forbidden(message));
            case GraphFailure.PolicyFailed _ -> Optional.empty();
            case GraphFailure.OutcomeUnknown _ ->
                Optional.of(
                        ApiError.of(503, "", "nobody knows whether this write landed; look before you send it again")
                                .with("recovery_required", Json.object().put("operation_id", reportId)));
        };
    }

    public static ApiError resourceLimit(String resource, long limit, long actual) {
        return ApiError.tooLarge("the limit of " + resource + " is " + limit + ", and this needs " + actual)
                .with("resource_limit", limitDetail(resource, limit, actual));
    }

    private static ObjectNode limitDetail(String resource, long limit, long actual) {
        return Json.object().put("resource", resource).put("limit", limit).put("actual", actual);
    }

    private static ApiError keyConflict(GraphFailure.KeyConflict conflict) {
        ObjectNode detail =
                Json.object().put("entity_kind", conflict.kind().wireName()).put("type_name", conflict.typeName());
        if (!conflict.entityId().isEmpty()) {
            detail.put("entity_id", conflict.entityId());
        }
        return ApiError.conflict("a " + conflict.typeName() + " with this id exists already")
                .with("key_conflict", detail);
    }

    private static ApiError precondition(GraphFailure.PreconditionFailed failed) {
        ObjectNode detail = Json.object().put("expected", failed.expected());
        if (!failed.actual().isEmpty()) {
            detail.put("actual", failed.actual());
        }
        return ApiError.of(412, "", "the branch head is not " + failed.expected() + "; nothing was written")
                .with("precondition_failure", detail);
    }

    private static ObjectNode nullable(ObjectNode object, String name, String value) {
        return value.isEmpty() ? object.putNull(name) : object.put(name, value);
    }

    /// The problems of a query or schema, each with its place.
    public static String text(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .limit(PROBLEMS_SHOWN)
                .map(d -> d.position().isKnown()
                        ? "line " + d.position().line() + ", column "
                                + d.position().column() + ": " + d.message()
                        : d.message())
                .collect(Collectors.joining("\n"));
    }

    private static String text(List<LineProblem> problems, long total) {
        StringBuilder text = new StringBuilder();
        text.append(total).append(total == 1 ? " problem" : " problems").append("; nothing was written");
        for (LineProblem problem : problems) {
            text.append('\n');
            if (problem.line() > 0) {
                text.append("line ").append(problem.line()).append(": ");
            }
            text.append(problem.code()).append(": ").append(problem.message());
        }
        if (total > problems.size()) {
            text.append("\nand ").append(total - problems.size()).append(" more");
        }
        return text.toString();
    }
}

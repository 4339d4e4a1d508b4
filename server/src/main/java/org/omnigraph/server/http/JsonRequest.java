package org.omnigraph.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnigraph.server.serve.ApiError;
import org.omnigraph.server.serve.Branches;
import org.omnigraph.server.serve.Work;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;

/// The JSON object of a request body. Unknown members are ignored, duplicates and wrong types are 400, and null
/// counts as absent.
final class JsonRequest {
    private static final int SMALL = 65_536;

    /// What a tree of a large text takes of memory, by the text's bytes.
    private static final long TREE_FACTOR = 2;

    private final ObjectNode object;

    private JsonRequest(ObjectNode object) {
        this.object = object;
    }

    /// Reads a body whose Content-Type must be JSON.
    static JsonRequest read(Call call, long limit) {
        requireJson(call);
        Work work = call.visit().work();
        byte[] bytes = call.body().read(limit, work);
        if (parse(bytes, work) instanceof ObjectNode object) {
            return new JsonRequest(object);
        }
        throw ApiError.badRequest("the body must be a JSON object").exception();
    }

    /// Reads a body that may be empty or `null`, whatever its Content-Type.
    static JsonRequest readOptional(Call call, long limit) {
        Work work = call.visit().work();
        byte[] bytes = call.body().read(limit, work);
        if (isBlank(bytes)) {
            return new JsonRequest(Json.object());
        }
        JsonNode node = parse(bytes, work);
        if (node.isNull()) {
            return new JsonRequest(Json.object());
        }
        if (node instanceof ObjectNode object) {
            return new JsonRequest(object);
        }
        throw ApiError.badRequest("the body must be a JSON object, null or empty")
                .exception();
    }

    private static void requireJson(Call call) {
        String type = MediaTypes.essence(call.header("content-type").orElse(""));
        if (!type.equals("application/json") && !(type.startsWith("application/") && type.endsWith("+json"))) {
            throw ApiError.unsupportedMediaType("application/json").exception();
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private static JsonNode parse(byte[] bytes, Work work) {
        try {
            if (bytes.length <= SMALL) {
                return Json.parse(bytes);
            }
            return work.waiting(() -> {
                work.memory().grow(bytes.length * TREE_FACTOR);
                return Json.parse(bytes);
            });
        } catch (InvalidJsonException e) {
            throw ApiError.badRequest("the body is not valid JSON: " + e.getMessage())
                    .exception();
        }
    }

    /// Refuses members beyond these.
    void closed(Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw ApiError.badRequest("unknown member `" + name + "`").exception();
            }
        });
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    Optional<String> text(String name) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw ApiError.badRequest("`" + name + "` must be a string").exception();
        }
        return Optional.of(node.textValue());
    }

    String requiredText(String name) {
        return text(name)
                .orElseThrow(
                        () -> ApiError.badRequest("`" + name + "` is missing").exception());
    }

    /// A text under its name or an older one; 400 if both stand.
    Optional<String> textUnder(String name, String olderName) {
        if (has(name) && has(olderName)) {
            throw ApiError.badRequest("`" + name + "` and `" + olderName + "` mean the same; give one")
                    .exception();
        }
        return text(name).or(() -> text(olderName));
    }

    Optional<Boolean> bool(String name) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isBoolean()) {
            throw ApiError.badRequest("`" + name + "` must be true or false").exception();
        }
        return Optional.of(node.booleanValue());
    }

    List<String> texts(String name) {
        JsonNode node = object.path(name);
        List<String> texts = new ArrayList<>();
        if (node.isMissingNode() || node.isNull()) {
            return texts;
        }
        if (!node.isArray()) {
            throw ApiError.badRequest("`" + name + "` must be a list of strings")
                    .exception();
        }
        for (JsonNode item : node) {
            if (!item.isTextual()) {
                throw ApiError.badRequest("`" + name + "` must be a list of strings")
                        .exception();
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    /// The parameters of a query: an object, empty if absent or null.
    ObjectNode params() {
        JsonNode node = object.path("params");
        if (node.isMissingNode() || node.isNull()) {
            return Json.object();
        }
        if (node instanceof ObjectNode params) {
            return params;
        }
        throw ApiError.badRequest("`params` must be an object of parameter values")
                .exception();
    }

    Optional<String> branch(String name) {
        return text(name).map(text -> Branches.named(name, text));
    }
}

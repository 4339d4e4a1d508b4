package org.omnigraph.server.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.omnigraph.state.json.Json;

/// One error as a client sees it (http-api.md §5): a status, a text, a code from a closed set or none, and at most
/// one structured field.
///
/// @param code empty where the contract leaves it out
/// @param field the structured field's name, empty for none
/// @param detail its value
public record ApiError(
        int status, String code, String message, String field, ObjectNode detail, Map<String, String> headers) {
    public static final String UNAUTHORIZED = "unauthorized";
    public static final String FORBIDDEN = "forbidden";
    public static final String BAD_REQUEST = "bad_request";
    public static final String NOT_FOUND = "not_found";
    public static final String METHOD_NOT_ALLOWED = "method_not_allowed";
    public static final String CONFLICT = "conflict";
    public static final String TOO_MANY_REQUESTS = "too_many_requests";
    public static final String INTERNAL = "internal";

    public ApiError {
        headers = Map.copyOf(headers);
    }

    public static ApiError of(int status, String code, String message) {
        return new ApiError(status, code, message, "", Json.object(), Map.of());
    }

    public static ApiError badRequest(String message) {
        return of(400, BAD_REQUEST, message);
    }

    public static ApiError notFound(String message) {
        return of(404, NOT_FOUND, message);
    }

    public static ApiError forbidden(String message) {
        return of(403, FORBIDDEN, message);
    }

    public static ApiError conflict(String message) {
        return of(409, CONFLICT, message);
    }

    /// The store cannot be reached: no fault of the request.
    public static ApiError storeUnreachable() {
        return of(503, "", "the store cannot be reached; nothing was changed, try again later")
                .withHeader("Retry-After", "5");
    }

    public static ApiError tooLarge(String message) {
        return of(413, BAD_REQUEST, message);
    }

    public static ApiError unsupportedMediaType(String expected) {
        return of(415, BAD_REQUEST, "the Content-Type of this route is " + expected);
    }

    public static ApiError unauthorized(String message) {
        return of(401, UNAUTHORIZED, message).withHeader("WWW-Authenticate", "Bearer");
    }

    public ApiError with(String fieldName, ObjectNode value) {
        return new ApiError(status, code, message, fieldName, value, headers);
    }

    public ApiError withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiError(status, code, message, field, detail, more);
    }

    /// The body.
    public byte[] json() {
        return json("");
    }

    /// The body with the request's id, which is left out if it is empty.
    public byte[] json(String requestId) {
        ObjectNode body = Json.object();
        body.put("error", message);
        if (!code.isEmpty()) {
            body.put("code", code);
        }
        if (!field.isEmpty()) {
            body.set(field, detail);
        }
        if (!requestId.isEmpty()) {
            body.put("request_id", requestId);
        }
        return JsonBytes.of(body);
    }

    public ApiException exception() {
        return new ApiException(this);
    }
}

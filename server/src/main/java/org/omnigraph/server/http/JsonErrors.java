package org.omnigraph.server.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.omnigraph.server.serve.ApiError;

/// Errors of the HTTP library itself, before or beside our handler, in our form (http-api.md §5).
final class JsonErrors extends ErrorHandler {
    private static final HttpField TYPE = new HttpField(HttpHeader.CONTENT_TYPE, Reply.JSON);

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(TYPE);
        byte[] body = error(code, reason(message, cause)).json();
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private static @Nullable String reason(@Nullable String message, @Nullable Throwable cause) {
        return cause instanceof HttpException http ? http.getReason() : message;
    }

    static ApiError error(int code, @Nullable String reason) {
        String why = reason == null || reason.isBlank() ? "" : ": " + reason;
        return switch (code) {
            case 404 -> ApiError.notFound("there is no such route");
            case 408 -> ApiError.of(code, ApiError.BAD_REQUEST, "the request came too slowly");
            case 413 -> ApiError.tooLarge("the request is too large");
            case 414 -> ApiError.of(code, ApiError.BAD_REQUEST, "the request's path and query are too long");
            case 431 -> ApiError.of(code, ApiError.BAD_REQUEST, "the request's headers are too large");
            default ->
                code >= 500
                        ? ApiError.of(code, ApiError.INTERNAL, "internal error")
                        : ApiError.of(code, ApiError.BAD_REQUEST, "not a well-formed HTTP request" + why);
        };
    }
}

package org.omnigraph.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.omnigraph.server.serve.ApiError;
import org.omnigraph.server.serve.ApiException;

/// The body of one request, read at most once and never past a limit. What the client declares reserves nothing.
final class RequestBody {
    private static final int CHUNK = 65_536;

    private final long declaredLength;
    private final Supplier<InputStream> stream;

    /// A body that nobody has read.
    ///
    /// @param declaredLength the `Content-Length`, negative if there is none
    RequestBody(long declaredLength, Supplier<InputStream> stream) {
        this.declaredLength = declaredLength;
        this.stream = stream;
    }

    /// The whole body; an [ApiException] with 413 if it is longer than `limit`, by its declared length or as read.
    byte[] read(long limit) {
        if (declaredLength > limit) {
            throw tooLong(limit);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = stream.get()) {
            long total = 0;
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                total += n;
                if (total > limit) {
                    throw tooLong(limit);
                }
                bytes.write(chunk, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the request's body could not be read", e);
        }
        return bytes.toByteArray();
    }

    private static ApiException tooLong(long limit) {
        return ApiError.tooLarge("the body is longer than the " + limit + " bytes that this route takes")
                .exception();
    }
}

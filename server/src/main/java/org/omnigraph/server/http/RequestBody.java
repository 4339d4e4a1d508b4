package org.omnigraph.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.omnigraph.server.serve.ApiError;
import org.omnigraph.server.serve.ApiException;
import org.omnigraph.server.serve.Work;

/// The body of one request, read at most once and never past a limit. What the client declares reserves nothing: each
/// piece is reserved from the process's memory before it is taken in.
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
    ///
    /// @param work whose memory holds it
    byte[] read(long limit, Work work) {
        if (declaredLength > limit) {
            throw tooLong(limit);
        }
        return work.waiting(() -> readAll(limit, work));
    }

    private byte[] readAll(long limit, Work work) {
        List<byte[]> pieces = new ArrayList<>();
        int total = 0;
        try (InputStream in = stream.get()) {
            int expected = declaredLength < 0 ? CHUNK : (int) Math.min(declaredLength, CHUNK);
            while (true) {
                if (pieces.isEmpty()) {
                    // Small bodies come in however much others have sent: they are few bytes for each connection.
                    work.memory().grow(expected);
                } else {
                    work.intake().add(expected);
                }
                byte[] piece = new byte[Math.max(expected, 1)];
                int n = in.readNBytes(piece, 0, piece.length);
                total += n;
                if (total > limit) {
                    throw tooLong(limit);
                }
                if (n < piece.length || total == declaredLength) {
                    return whole(pieces, piece, n, total, work);
                }
                pieces.add(piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a body could not be taken in", e);
        }
    }

    private static byte[] whole(List<byte[]> pieces, byte[] last, int lastLength, int total, Work work) {
        if (pieces.isEmpty() && lastLength == last.length) {
            return last;
        }
        work.memory().grow(total);
        byte[] whole = new byte[total];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, whole, at, piece.length);
            at += piece.length;
        }
        System.arraycopy(last, 0, whole, at, lastLength);
        // What was reserved for the pieces stands for the whole from now on.
        work.memory().shrink(total);
        return whole;
    }

    private static ApiException tooLong(long limit) {
        return ApiError.tooLarge("the body is longer than the " + limit + " bytes that this route takes")
                .exception();
    }
}

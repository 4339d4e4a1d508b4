package org.omnigraph.server.http;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.omnigraph.server.serve.ApiError;
import org.omnigraph.server.serve.ApiException;

/// The body of a request as it arrives, for one blocking reader. One that comes slower than the least rate ends with
/// 408, one that is malformed with 400; if the client goes away, so does the reader, by [ClientGoneException].
final class BodyStream extends InputStream {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Request request;
    private final HttpOptions.Patience patience;
    private final Semaphore arrived = new Semaphore(0);
    private final long beganNanos = System.nanoTime();
    private long total;
    private Content.@Nullable Chunk chunk;
    private boolean ended;

    BodyStream(Request request, HttpOptions.Patience patience) {
        this.request = request;
        this.patience = patience;
    }

    /// True once the whole body was read.
    boolean ended() {
        return ended;
    }

    @Override
    public int read() throws InterruptedIOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws InterruptedIOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            Content.Chunk current = chunk == null ? request.read() : chunk;
            if (current == null) {
                await();
                continue;
            }
            if (Content.Chunk.isFailure(current)) {
                ended = true;
                throw failed(current.getFailure());
            }
            int n = Math.min(length, current.remaining());
            if (n > 0) {
                current.get(bytes, offset, n);
                total += n;
            }
            if (current.hasRemaining()) {
                chunk = current;
            } else {
                chunk = null;
                ended = current.isLast();
                current.release();
            }
            if (n > 0) {
                return n;
            }
        }
        return -1;
    }

    /// Gives back what was received and not read.
    @Override
    public void close() {
        Content.Chunk rest = chunk;
        chunk = null;
        if (rest != null) {
            rest.release();
        }
    }

    private void await() throws InterruptedIOException {
        request.demand(arrived::release);
        long allowedNanos = patience.bodySlack().toNanos() + total * NANOS_PER_SECOND / patience.bodyBytesPerSecond();
        try {
            long leftNanos = beganNanos + allowedNanos - System.nanoTime();
            if (!arrived.tryAcquire(leftNanos, TimeUnit.NANOSECONDS)) {
                throw tooSlow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a body arrived");
        }
    }

    private ApiException tooSlow() {
        return ApiError.of(
                        408,
                        ApiError.BAD_REQUEST,
                        "the body came too slowly: at least " + patience.bodyBytesPerSecond() + " bytes a second")
                .exception();
    }

    private RuntimeException failed(Throwable cause) {
        if (cause instanceof HttpException http && http.getCode() < 500) {
            String reason = http.getReason();
            return ApiError.badRequest("the body is not well-formed HTTP"
                            + (reason == null || reason.isBlank() ? "" : ": " + reason))
                    .exception();
        }
        return cause instanceof TimeoutException ? tooSlow() : new ClientGoneException(cause);
    }
}

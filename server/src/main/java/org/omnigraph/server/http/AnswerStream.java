package org.omnigraph.server.http;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.omnigraph.engine.work.WorkScope;

/// The body of an answer, written piece by piece; each write lasts until the connection took it, so that a slow
/// reader slows the producer. A reader slower than the least rate or than the request's time, or gone, ends it by
/// [ClientGoneException].
final class AnswerStream extends OutputStream {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Response response;
    private final HttpOptions.Patience patience;
    private final Callback whole;
    private boolean closed;

    /// @param whole completed when the last byte is out
    AnswerStream(Response response, HttpOptions.Patience patience, Callback whole) {
        this.response = response;
        this.patience = patience;
        this.whole = whole;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Callback.Completable written = new Callback.Completable();
        response.write(false, ByteBuffer.wrap(bytes, offset, length), written);
        if (written.isDone() && !written.isCompletedExceptionally()) {
            return;
        }
        long allowedNanos = patience.idle().toNanos() + length * NANOS_PER_SECOND / patience.bodyBytesPerSecond();
        if (!WorkScope.isBound()) {
            await(written, allowedNanos);
            return;
        }
        WorkScope scope = WorkScope.current();
        // Others work while this reader is slow.
        try (WorkScope.Idle _ = scope.idle()) {
            await(written, Math.min(allowedNanos, scope.remaining().toNanos()));
        }
    }

    private static void await(Callback.Completable written, long allowedNanos) {
        try {
            written.get(allowedNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientGoneException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new ClientGoneException(e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            response.write(true, ByteBuffer.allocate(0), whole);
        }
    }
}

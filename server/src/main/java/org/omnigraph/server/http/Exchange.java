package org.omnigraph.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.omnigraph.server.serve.ApiException;

/// One request of the HTTP library and its answer. An answer that goes out before the request's body came in whole
/// ends the connection, but not before the client had a chance to read it.
final class Exchange implements HttpApi.Outgoing {
    /// How much of a refused body is read and dropped, so that the client reads our answer and no reset.
    private static final long DROPPED_BYTES_MAX = 64L << 20;

    private static final long DROPPING_NANOS_MAX = 2_000_000_000L;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final BodyStream body;
    private final boolean lastOfConnection;
    private final HttpOptions.Patience patience;
    private final GoneClients goneClients;
    private final AtomicBoolean gone = new AtomicBoolean();
    private final Object answering = new Object();
    private boolean answered;
    private @Nullable CompletableFuture<Void> asked;
    private @Nullable Runnable unwatch;

    /// @param lastOfConnection true if the connection ends with this answer
    Exchange(
            Request request,
            Response response,
            Callback callback,
            HttpOptions.Patience patience,
            GoneClients goneClients,
            boolean lastOfConnection) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.patience = patience;
        this.goneClients = goneClients;
        this.body = new BodyStream(request, patience);
        this.lastOfConnection = lastOfConnection;
    }

    InputStream body() {
        return body;
    }

    /// Values by lower-case name.
    Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            headers.computeIfAbsent(field.getLowerCaseName(), name -> new ArrayList<>(1))
                    .add(value == null ? "" : value);
        }
        return headers;
    }

    @Override
    public void send(Reply.Whole reply) {
        beginAnswer();
        response.setStatus(reply.status());
        head(reply.contentType(), reply.headers());
        byte[] bytes = reply.body();
        if (bytes.length >= Gzip.BYTES_MIN) {
            response.getHeaders().add(HttpHeader.VARY, "Accept-Encoding");
            if (takesGzip()) {
                response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
                bytes = Gzip.of(bytes);
            }
        }
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        body.close();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        // Over HTTP/2 the library's consumeAvailable resets the stream, and clients then drop the answer.
        if (hasBody() && !body.ended() && !(isHttp1() && request.consumeAvailable())) {
            if (isHttp1()) {
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
            }
            sendAndDropBody(buffer);
        } else {
            response.write(true, buffer, callback);
        }
    }

    @Override
    public OutputStream begin(String contentType, Map<String, String> headers) {
        beginAnswer();
        response.setStatus(200);
        head(contentType, headers);
        response.getHeaders().add(HttpHeader.VARY, "Accept-Encoding");
        if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1) {
            // On a connection's last answer the library would let the end of the connection end the body, and nobody
            // could tell an answer that broke off.
            response.getHeaders().put(HttpHeader.TRANSFER_ENCODING, "chunked");
        }
        AnswerStream out = new AnswerStream(response, patience, callback);
        if (takesGzip()) {
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
            return Gzip.over(out);
        }
        return out;
    }

    @Override
    public void abort() {
        beginAnswer();
        body.close();
        callback.failed(new EofException("the answer was broken off"));
    }

    @Override
    public void onGone(Runnable action) {
        Runnable once = () -> {
            if (gone.compareAndSet(false, true)) {
                action.run();
            }
        };
        request.addFailureListener(_ -> once.run());
        if (isHttp1()) {
            unwatch = goneClients.watch(new Http1Client(once));
        }
    }

    @Override
    public boolean isGone() {
        return gone.get();
    }

    /// From here on nothing is asked of the client any more.
    private void beginAnswer() {
        if (unwatch != null) {
            unwatch.run();
        }
        CompletableFuture<Void> pending;
        synchronized (answering) {
            answered = true;
            pending = asked;
        }
        if (pending != null) {
            try {
                pending.get(1, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                gone.set(true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// The client of a connection that carries one request at a time.
    private final class Http1Client implements GoneClients.Watched {
        private final Runnable action;

        Http1Client(Runnable action) {
            this.action = action;
        }

        @Override
        public @Nullable SocketChannel channel() {
            Object transport = request.getConnectionMetaData()
                    .getConnection()
                    .getEndPoint()
                    .getTransport();
            // Of a TLS connection it is the end point below.
            for (int depth = 0; depth < 3 && transport instanceof EndPoint endPoint; depth++) {
                transport = endPoint.getTransport();
            }
            return transport instanceof SocketChannel channel ? channel : null;
        }

        @Override
        public boolean hasEnded() {
            SocketChannel channel = channel();
            try {
                // The end of a TLS connection is announced by bytes.
                return channel == null
                        || request.isSecure()
                        || channel.socket().getInputStream().available() == 0;
            } catch (IOException e) {
                return true;
            }
        }

        @Override
        public boolean ask() {
            synchronized (answering) {
                if (answered) {
                    return true;
                }
                CompletableFuture<Void> before = asked;
                if (before != null && !before.isDone()) {
                    return true;
                }
                if (before != null && before.isCompletedExceptionally()) {
                    return false;
                }
                if (request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_1) {
                    return true;
                }
                asked = response.writeInterim(HttpStatus.PROCESSING_102, HttpFields.EMPTY);
                return !asked.isCompletedExceptionally();
            }
        }

        @Override
        public void gone() {
            action.run();
        }
    }

    private void head(String contentType, Map<String, String> headers) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        headers.forEach(response.getHeaders()::put);
        if ((lastOfConnection || request.getMethod().equals("CONNECT")) && isHttp1()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
    }

    private boolean takesGzip() {
        return Gzip.accepted(request.getHeaders().getValuesList(HttpHeader.ACCEPT_ENCODING.asString()));
    }

    private boolean isHttp1() {
        return request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2;
    }

    private boolean hasBody() {
        return request.getLength() != 0;
    }

    private void sendAndDropBody(ByteBuffer answer) {
        Callback.Completable sent = new Callback.Completable();
        response.write(true, answer, sent);
        try {
            sent.get();
            if (!request.getHeaders().contains(HttpHeader.EXPECT)) {
                byte[] dropped = new byte[8_192];
                long total = 0;
                long until = System.nanoTime() + DROPPING_NANOS_MAX;
                int n = 0;
                while (n >= 0 && total < DROPPED_BYTES_MAX && System.nanoTime() - until < 0) {
                    n = body.read(dropped, 0, dropped.length);
                    total += n;
                }
            }
            callback.succeeded();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            callback.failed(new EofException(e));
        } catch (ExecutionException | ApiException | ClientGoneException | InterruptedIOException e) {
            callback.failed(new EofException(e));
        }
    }
}

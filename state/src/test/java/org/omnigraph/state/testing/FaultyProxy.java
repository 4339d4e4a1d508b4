package org.omnigraph.state.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.omnigraph.state.testing.WireFault.Answer;

/// A loopback HTTP proxy before an S3 server, on a free port: a plan says for each request whether the server gets it
/// and what the client hears. The server's own effect and the client's knowledge of it can so be told apart.
///
/// Bodies and answers are held in memory, one request a connection: small objects only.
public final class FaultyProxy implements AutoCloseable {
    private final URI upstream;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Function<ProxiedRequest, WireFault>> plan =
            new AtomicReference<>(request -> WireFault.NONE);
    private final AtomicLong requests = new AtomicLong();
    private final Map<WireFault, AtomicLong> faults = new ConcurrentHashMap<>();

    private FaultyProxy(URI upstream, ServerSocket listener) {
        this.upstream = upstream;
        this.listener = listener;
    }

    /// Starts before the server that `environment` names; passes everything on until a plan is given.
    public static FaultyProxy before(Map<String, String> environment) {
        String endpoint =
                environment.getOrDefault("AWS_ENDPOINT_URL_S3", environment.getOrDefault("AWS_ENDPOINT_URL", ""));
        try {
            ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            FaultyProxy proxy = new FaultyProxy(URI.create(endpoint), listener);
            proxy.threads.execute(proxy::listen);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("the proxy did not start", e);
        }
    }

    /// The same environment, but for the endpoint: that is this proxy.
    public Map<String, String> environment(Map<String, String> environment) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + listener.getLocalPort());
        return changed;
    }

    /// What happens to requests from now on. The plan is asked once a request, by one thread at a time.
    public void follow(Function<ProxiedRequest, WireFault> newPlan) {
        plan.set(request -> {
            synchronized (newPlan) {
                return newPlan.apply(request);
            }
        });
    }

    /// How many requests came.
    public long requests() {
        return requests.get();
    }

    /// How often each fault was put in.
    public Map<WireFault, AtomicLong> faults() {
        return Map.copyOf(faults);
    }

    /// How many faults were put in.
    public long faultCount() {
        return faults.values().stream().mapToLong(AtomicLong::get).sum();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the proxy did not stop", e);
        } finally {
            threads.close();
        }
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // Closed, or a connection that ended before it began.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            ProxiedRequest request = ProxiedRequest.read(client.getInputStream(), client.getOutputStream());
            requests.incrementAndGet();
            WireFault fault = plan.get().apply(request);
            if (!fault.equals(WireFault.NONE)) {
                faults.computeIfAbsent(fault, any -> new AtomicLong()).incrementAndGet();
            }
            byte[] answer = fault.forwarded() ? forward(request) : new byte[0];
            answer(client, request, fault.answer(), answer);
        } catch (IOException e) {
            // The client or the server went away: the client sees a broken connection, as it would without us.
        } finally {
            open.remove(client);
        }
    }

    private byte[] forward(ProxiedRequest request) throws IOException {
        try (Socket server = new Socket(upstream.getHost(), upstream.getPort() < 0 ? 80 : upstream.getPort())) {
            open.add(server);
            request.writeTo(server.getOutputStream());
            byte[] answer = server.getInputStream().readAllBytes();
            open.remove(server);
            return answer;
        }
    }

    private static void answer(Socket client, ProxiedRequest request, Answer answer, byte[] trueAnswer)
            throws IOException {
        OutputStream out = client.getOutputStream();
        switch (answer) {
            case TRUE -> out.write(trueAnswer);
            case HALF -> out.write(Arrays.copyOf(trueAnswer, trueAnswer.length - bodyLength(trueAnswer) / 2 - 1));
            case STATUS_500 -> out.write(refusal(request, "500 Internal Server Error", "InternalError"));
            case STATUS_503 -> out.write(refusal(request, "503 Slow Down", "SlowDown"));
            case STATUS_409 -> out.write(refusal(request, "409 Conflict", "ConditionalRequestConflict"));
            case STATUS_403 -> out.write(refusal(request, "403 Forbidden", "AccessDenied"));
            case RESET -> client.setOption(StandardSocketOptions.SO_LINGER, 0);
            case SILENCE -> awaitEnd(client.getInputStream());
        }
        out.flush();
    }

    /// Waits until the client hangs up.
    private static void awaitEnd(InputStream in) throws IOException {
        while (in.read() >= 0) {
            // It has nothing more to say; whatever it says is not heard.
        }
    }

    private static int bodyLength(byte[] answer) {
        int head = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        return head < 0 ? 0 : answer.length - head - 4;
    }

    private static byte[] refusal(ProxiedRequest request, String status, String code) {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>injected"
                + "</Message></Error>";
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n";
        return (request.method().equals("HEAD") ? head : head + body).getBytes(StandardCharsets.US_ASCII);
    }
}

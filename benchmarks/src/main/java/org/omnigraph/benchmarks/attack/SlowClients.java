package org.omnigraph.benchmarks.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Two thousand connections that do nothing, stop in the middle of a request, or send a byte a second; and readers of
/// large answers who do not read.
final class SlowClients implements Attack {
    private static final int EACH = 500;
    private static final long PATIENCE_SECONDS = 45;
    private static final int READERS = 16;

    @Override
    public String name() {
        return "slow";
    }

    @Override
    public String summary() {
        return "2,000 idle, half-sent and byte-a-second connections, and readers who do not read";
    }

    /// How a slow client behaves.
    private enum Kind {
        IDLE("idle", "", ""),
        HALF("half a header", "GET /healthz HTTP/1.1\r\nHost: lo", ""),
        HEADER("a header at a byte a second", "GET /healthz HTTP/1.1\r\nX: ", "a"),
        BODY(
                "a body at a byte a second",
                RequestBytes.head(RequestBytes.GRAPH + "/query", "reader", "application/json")
                        + "Content-Length: 1000\r\n\r\n",
                " ");

        private final String label;
        private final String start;
        private final String more;

        Kind(String label, String start, String more) {
            this.label = label;
            this.start = start;
            this.more = more;
        }
    }

    @Override
    public void run(Arena arena, Findings findings) throws Exception {
        Victim server = arena.server();
        readers(server, findings);
        try (Pulse health = Pulse.start(server.port(), RequestBytes.HEALTH);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            long start = System.nanoTime();
            Map<Kind, List<Future<Double>>> clients = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) {
                List<Future<Double>> ofKind = new ArrayList<>();
                for (int i = 0; i < EACH; i++) {
                    Callable<Double> client = () -> endure(server.port(), kind);
                    ofKind.add(threads.submit(client));
                }
                clients.put(kind, ofKind);
            }
            for (Map.Entry<Kind, List<Future<Double>>> ofKind : clients.entrySet()) {
                tell(findings, ofKind.getKey(), ofKind.getValue());
            }
            findings.note("all of them", "over after %.0f s".formatted((System.nanoTime() - start) / 1e9));
            Pulse.Seen seen = health.stop();
            findings.atMost("/healthz every 20 ms on a connection from before", "p99 ms", seen.p99(), 50);
            findings.add("its answers", "200 only", "" + seen.labels(), seen.isHealthy());
        }
        long start = System.nanoTime();
        Answer answer = Crowd.ask(server, RequestBytes.HEALTH, 10_000);
        double millis = (System.nanoTime() - start) / 1e6;
        findings.add(
                "health on a new connection afterwards",
                "200 in 1 s",
                answer.label() + " in %.0f ms".formatted(millis),
                answer.isWhole(200) && millis <= 1_000);
    }

    private static void tell(Findings findings, Kind kind, List<Future<Double>> clients) throws Exception {
        int refused = 0;
        int kept = 0;
        double longest = 0;
        for (Future<Double> client : clients) {
            double seconds = client.get();
            refused += seconds < 0 ? 1 : 0;
            kept += seconds > PATIENCE_SECONDS ? 1 : 0;
            longest = Math.max(longest, seconds);
        }
        findings.add(
                EACH + ": " + kind.label,
                "all closed in " + PATIENCE_SECONDS + " s",
                refused + " never connected, " + kept + " kept, longest %.0f s".formatted(longest),
                kept == 0);
    }

    /// How many seconds the server put up with this client; negative if it could not connect.
    private static double endure(int port, Kind kind) {
        long start = System.nanoTime();
        try (RawConnection wire = RawConnection.open(port, (int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))) {
            start = System.nanoTime();
            wire.waitAtMost(1_000);
            wire.send(kind.start);
            while (seconds(start) <= PATIENCE_SECONDS) {
                if (wire.isClosedByOtherSide()) {
                    return seconds(start);
                }
                wire.send(kind.more);
            }
            return seconds(start);
        } catch (IOException e) {
            return seconds(start) < PATIENCE_SECONDS ? seconds(start) : -1;
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /// Large answers that nobody fetches are not kept for their readers.
    private static void readers(Victim server, Findings findings) throws Exception {
        long before = server.residentMiBMax();
        List<RawConnection> wires = new ArrayList<>();
        try (Pulse health = Pulse.start(server.port(), RequestBytes.HEALTH)) {
            for (int i = 0; i < READERS; i++) {
                RawConnection wire = RawConnection.open(server.port(), 30_000);
                wires.add(wire);
                wire.send(RequestBytes.query(Sources.all(), "heavy-" + (1 + i % 8)));
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(6));
            Pulse.Seen seen = health.stop();
            findings.atMost("/healthz with " + READERS + " readers who do not read", "p99 ms", seen.p99(), 50);
        } finally {
            wires.forEach(RawConnection::close);
        }
        findings.note("memory they cost", before + " -> " + server.residentMiBMax() + " MiB");
    }
}

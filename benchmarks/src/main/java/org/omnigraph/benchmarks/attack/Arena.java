package org.omnigraph.benchmarks.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where attacks take place: the program, its graphs, and one server with little memory and a large graph that all
/// attacks which do not end it share, so that what one leaves behind meets the next.
final class Arena implements AutoCloseable {
    static final int RESIDENT_MIB_MAX = 900;

    private static final String HEAP = "-Xmx512m";
    private static final PeopleGraph SMALL = new PeopleGraph(1_000, 5_000, 13);

    private final Checkout checkout;
    private final Path cache;
    private final Path work;
    private final PeopleGraph large;
    private Optional<Victim> shared = Optional.empty();
    private int copies;
    private int exits;
    private int exitsSettled;
    private long residentMiBMax;

    Arena(Checkout checkout, Path cache, Path work, PeopleGraph large) {
        this.checkout = checkout;
        this.cache = cache;
        this.work = work;
        this.large = large;
    }

    Checkout checkout() {
        return checkout;
    }

    Path work() {
        return work;
    }

    PeopleGraph large() {
        return large;
    }

    /// The shared server, started again (and counted) if an attack has ended it. Its view of the graph is warm.
    Victim server() throws IOException, InterruptedException {
        if (shared.isPresent()) {
            Victim server = shared.get();
            if (server.isAlive()) {
                return server;
            }
            exits++;
        }
        Path cluster = work.resolve("large");
        if (!Files.isDirectory(cluster)) {
            Folders.copy(large.cached(checkout, cache), cluster);
        }
        Victim server = Victim.start(
                checkout, cluster, work.resolve("large-" + exits + ".log"), Map.of("OMNIGRAPH_JAVA_OPTS", HEAP));
        shared = Optional.of(server);
        try (RawConnection wire = RawConnection.open(server.port(), 120_000)) {
            Answer first = wire.ask(RequestBytes.stored("friends", "reader", Map.of("handle", PeopleGraph.handle(1))));
            if (!first.isWhole(200)) {
                throw new IOException(
                        "a plain query of one person's friends was answered " + first.label() + " " + first.text());
            }
        }
        return server;
    }

    /// A copy of a small cluster of its own.
    Path smallCluster() throws IOException, InterruptedException {
        copies++;
        return Folders.copy(SMALL.cached(checkout, cache), work.resolve("small-" + copies));
    }

    /// A server of its own over a cluster folder.
    Victim server(Path cluster, Map<String, String> environment, String... options) throws IOException {
        copies++;
        return Victim.start(checkout, cluster, work.resolve("server-" + copies + ".log"), environment, options);
    }

    /// Says of the shared server what every attack on it must leave true.
    void settle(Findings findings) throws IOException, InterruptedException {
        if (shared.isEmpty()) {
            return;
        }
        Victim server = shared.get();
        residentMiBMax = Math.max(residentMiBMax, server.residentMiBMax());
        boolean alive = server.isAlive();
        findings.never("the server meanwhile", "exits", exits - exitsSettled + (alive ? 0 : 1));
        exitsSettled = exits + (alive ? 0 : 1);
        if (!alive) {
            findings.note("end of its log", lastLine(server.log()));
            return;
        }
        findings.atMost(
                "the server's memory so far, heap 512 MiB", "resident MiB", (double) residentMiBMax, RESIDENT_MIB_MAX);
        try (RawConnection wire = RawConnection.open(server.port(), 30_000)) {
            Answer answer = wire.ask(RequestBytes.point("reader", 7));
            findings.add("a point query afterwards", "200", answer.label(), answer.isWhole(200));
        }
    }

    private static String lastLine(Path log) throws IOException {
        String text = new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1).strip();
        String line = text.substring(text.lastIndexOf('\n') + 1);
        return line.substring(0, Math.min(line.length(), 160));
    }

    @Override
    public void close() {
        shared.ifPresent(Victim::close);
    }
}

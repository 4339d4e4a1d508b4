package org.omnigraph.benchmarks.attack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// SIGTERM in the middle of work, again and again over one cluster. The next server over it must know every write
/// that was acknowledged, and none that was taken and then left without an answer.
final class Leaving implements Attack {
    private static final int WRITERS = 8;
    private static final int READERS = 8;
    private static final int MILLIS_MAX = 40_000;
    private static final int WORK_ANSWERS = 200;
    private static final long WORK_NANOS_MAX = TimeUnit.SECONDS.toNanos(5);

    private static final Pattern HANDLE = Pattern.compile("w\\d+-\\d+-\\d+");

    private final int rounds;

    Leaving(int rounds) {
        this.rounds = rounds;
    }

    @Override
    public String name() {
        return "sigterm";
    }

    @Override
    public String summary() {
        return "SIGTERM under 8 writers and 8 readers, x " + rounds;
    }

    /// What clients saw in a round. A request that met a connection just being closed got no byte back: it may
    /// be sent again, unless it was carried out.
    private record Seen(
            ConcurrentLinkedQueue<String> acknowledged,
            ConcurrentLinkedQueue<String> unanswered,
            ConcurrentLinkedQueue<Answer> answers) {
        Seen() {
            this(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
        }
    }

    @Override
    public void run(Arena arena, Findings findings) throws Exception {
        Path cluster = arena.smallCluster();
        List<Integer> codes = new ArrayList<>();
        Seen seen = new Seen();
        double slowest = 0;
        for (int round = 0; round < rounds; round++) {
            try (Victim server = arena.server(cluster, Map.of());
                    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> clients = new ArrayList<>();
                for (int i = 0; i < WRITERS + READERS; i++) {
                    int client = i;
                    int inRound = round;
                    clients.add(threads.submit(() -> work(server, client, inRound, seen)));
                }
                awaitWork(seen.answers());
                long start = System.nanoTime();
                server.terminate();
                codes.add(server.awaitExit());
                slowest = Math.max(slowest, (System.nanoTime() - start) / 1e9);
                for (Future<?> client : clients) {
                    client.get();
                }
            }
        }
        List<Answer> answers = List.copyOf(seen.answers());
        findings.add(
                "exit codes of " + rounds + " servers",
                "0 only",
                "" + codes,
                codes.stream().allMatch(code -> code == 0));
        findings.never(answers.size() + " answers", "of 500", Crowd.serverErrors(answers));
        findings.never(
                "the same",
                "broken off in the middle",
                answers.stream()
                        .filter(a -> a.end() == Answer.End.CUT || a.end() == Answer.End.LATE)
                        .count());
        findings.note("the same", "" + Crowd.tally(answers));
        findings.note("slowest end", "%.1f s".formatted(slowest));
        try (Victim server = arena.server(cluster, Map.of())) {
            Set<String> there = written(server);
            long lost = seen.acknowledged().stream()
                    .filter(handle -> !there.contains(handle))
                    .count();
            long taken = seen.unanswered().stream().filter(there::contains).count();
            findings.never(seen.acknowledged().size() + " acknowledged writes", "lost", lost);
            findings.never(seen.unanswered().size() + " writes without an answer", "carried out", taken);
        }
    }

    /// Waits until so much has been answered that all clients are in the middle of something.
    private static void awaitWork(Collection<Answer> answers) {
        int enough = answers.size() + WORK_ANSWERS;
        long end = System.nanoTime() + WORK_NANOS_MAX;
        while (answers.size() < enough && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /// Works until the server is gone; every other reader opens a connection for each request.
    private static void work(Victim server, int client, int round, Seen seen) {
        int asked = 0;
        boolean ended = false;
        while (!ended) {
            try (RawConnection wire = RawConnection.open(server.port(), MILLIS_MAX)) {
                boolean open = true;
                while (open) {
                    String handle = client < WRITERS ? "w" + round + "-" + client + "-" + asked : "";
                    byte[] request = handle.isEmpty()
                            ? RequestBytes.point("reader", asked % 1_000)
                            : RequestBytes.stored(
                                    "add_person", client % 2 == 0 ? "writer" : "editor", Map.of("handle", handle));
                    asked++;
                    Answer answer = wire.ask(request);
                    seen.answers().add(answer);
                    if (!handle.isEmpty() && answer.isWhole(200)) {
                        seen.acknowledged().add(handle);
                    } else if (!handle.isEmpty() && answer.status() == 0) {
                        seen.unanswered().add(handle);
                    }
                    open = answer.end() == Answer.End.WHOLE
                            && !answer.header("connection").equalsIgnoreCase("close")
                            && client % 4 != 3;
                }
            } catch (IOException e) {
                ended = true;
            }
        }
    }

    /// What all the writers wrote, in one read.
    private static Set<String> written(Victim server) throws IOException {
        Answer answer = Crowd.ask(
                server,
                RequestBytes.query("query q() { match { $p: Person } return { $p.handle } }", "reader"),
                MILLIS_MAX);
        if (!answer.isWhole(200) || answer.bodyBytes() > answer.text().length()) {
            throw new IOException("what was written cannot be read: " + answer.label() + answer.problem());
        }
        return HANDLE.matcher(answer.text()).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}

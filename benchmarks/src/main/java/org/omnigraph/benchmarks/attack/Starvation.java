package org.omnigraph.benchmarks.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Sixty-four clients of eight actors who ask heavy queries without pause, while others want health and one person.
final class Starvation implements Attack {
    private static final int ACTORS = 8;
    private static final int CLIENTS_EACH = 8;
    private static final long QUIET_SECONDS = 4;
    private static final long ATTACK_SECONDS = 15;
    private static final int MILLIS_MAX = 90_000;

    @Override
    public String name() {
        return "starvation";
    }

    @Override
    public String summary() {
        return "64 heavy queries at a time, while health and a warm point query are asked every 20 ms";
    }

    @Override
    public void run(Arena arena, Findings findings) throws Exception {
        Victim server = arena.server();
        Pulse.Seen quiet;
        for (int i = 0; i < 300; i++) {
            Crowd.ask(server, RequestBytes.point("reader", i), MILLIS_MAX);
        }
        try (Pulse point = Pulse.start(server.port(), RequestBytes.point("reader", 11))) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(QUIET_SECONDS));
            quiet = point.stop();
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ATTACK_SECONDS);
        List<Answer> answers = new ArrayList<>();
        try (Pulse health = Pulse.start(server.port(), RequestBytes.HEALTH);
                Pulse point = Pulse.start(server.port(), RequestBytes.point("reader", 11));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Answer>>> clients = new ArrayList<>();
            for (int i = 0; i < ACTORS * CLIENTS_EACH; i++) {
                int client = i;
                Callable<List<Answer>> greedy = () -> greed(server, client, end);
                clients.add(threads.submit(greedy));
            }
            LockSupport.parkNanos(end - System.nanoTime());
            Pulse.Seen healthy = health.stop();
            Pulse.Seen points = point.stop();
            for (Future<List<Answer>> client : clients) {
                answers.addAll(client.get());
            }
            findings.atMost("/healthz meanwhile", "p99 ms", healthy.p99(), 50);
            findings.add("its answers", "200 only", "" + healthy.labels(), healthy.isHealthy());
            findings.note("the point query before", "p50 %.1f p99 %.1f ms".formatted(quiet.p50(), quiet.p99()));
            findings.atMost("the point query meanwhile", "p99 ms", points.p99(), Math.ceil(10 * quiet.p99()));
            findings.add("its answers", "200 only", "" + points.labels(), points.isHealthy());
        }
        boolean typed = answers.stream()
                .allMatch(answer -> answer.end() == Answer.End.WHOLE
                        && List.of(200, 408, 413, 429, 503, 504).contains(answer.status()));
        findings.add("the heavy queries", "whole or refused", "" + Crowd.tally(answers), typed);
        boolean advised = answers.stream()
                .filter(answer -> answer.status() == 429)
                .allMatch(answer -> answer.header("retry-after").matches("[1-9][0-9]*"));
        findings.add("those that were refused by 429", "Retry-After", advised ? "all" : "missing", advised);
    }

    /// Asks as fast as it is answered; one that is refused waits a moment, as somebody would who is greedy, not mad.
    private static List<Answer> greed(Victim server, int client, long end) {
        List<Answer> answers = new ArrayList<>();
        byte[] request = RequestBytes.query(Sources.busy(client), "heavy-" + (1 + client % ACTORS));
        while (System.nanoTime() < end && server.isAlive()) {
            Answer answer = Crowd.ask(server, request, MILLIS_MAX);
            answers.add(answer);
            if (answer.status() != 200) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
        return answers;
    }
}

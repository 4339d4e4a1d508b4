package org.omnigraph.benchmarks.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Answers that are far larger than the heap: thousands of rows of a thousand columns of text, side by side, read and
/// thrown away.
final class WideRows implements Attack {
    private static final int ROWS = 3_000;
    private static final int SIDE_BY_SIDE = 3;
    private static final int MILLIS_MAX = 90_000;

    @Override
    public String name() {
        return "wide";
    }

    @Override
    public String summary() {
        return "reads of 3,000 rows of up to 1,024 columns, three at a time";
    }

    @Override
    public void run(Arena arena, Findings findings) throws Exception {
        try (Pulse health = Pulse.start(arena.server().port(), RequestBytes.HEALTH)) {
            for (int columns : List.of(100, 400, Sources.COLUMNS_MAX)) {
                read(arena.server(), columns, findings);
            }
            Pulse.Seen seen = health.stop();
            findings.atMost("/healthz every 20 ms meanwhile", "p99 ms", seen.p99(), 50);
            findings.add("its answers", "200 only", "" + seen.labels(), seen.isHealthy());
        }
    }

    private static void read(Victim server, int columns, Findings findings) throws Exception {
        List<Callable<Answer>> clients = new ArrayList<>();
        for (int i = 1; i <= SIDE_BY_SIDE; i++) {
            byte[] request = RequestBytes.query(Sources.wide(ROWS, columns), "heavy-" + i);
            clients.add(() -> Crowd.ask(server, request, MILLIS_MAX));
        }
        List<Answer> answers = Crowd.all(clients);
        Map<String, Integer> tally = Crowd.tally(answers);
        long bytes = answers.stream().mapToLong(Answer::bodyBytes).sum();
        boolean held = answers.stream()
                .allMatch(answer -> answer.end() == Answer.End.WHOLE
                        && (answer.status() == 200 || answer.status() == 413 || answer.status() == 429));
        findings.add(
                columns + " columns, " + SIDE_BY_SIDE + " at a time",
                "200 whole, 413 or 429",
                tally + ", " + (bytes >> 20) + " MiB",
                held);
    }
}

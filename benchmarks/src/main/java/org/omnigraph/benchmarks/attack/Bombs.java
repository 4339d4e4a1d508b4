package org.omnigraph.benchmarks.attack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/// Small requests that ask for a great deal: texts over the bounds of the language, and texts within them whose
/// work or whose answer has no end.
final class Bombs implements Attack {
    private static final int MILLIS_MAX = 90_000;
    private static final long TIME_SECONDS = 60;
    private static final long REFUSAL_MILLIS_MAX = 2_000;
    private static final Set<Integer> REFUSALS = Set.of(400, 408, 413, 429, 503, 504);

    @Override
    public String name() {
        return "bombs";
    }

    @Override
    public String summary() {
        return "queries and documents of a few KiB that ask for more than there is";
    }

    @Override
    public void run(Arena arena, Findings findings) throws Exception {
        try (Pulse health = Pulse.start(arena.server().port(), RequestBytes.HEALTH)) {
            refused(arena, findings);
            documents(arena.server(), findings);
            endless(arena.server(), findings);
            Pulse.Seen seen = health.stop();
            findings.atMost("/healthz every 20 ms meanwhile", "p99 ms", seen.p99(), 50);
            findings.add("its answers", "200 only", "" + seen.labels(), seen.isHealthy());
        }
    }

    /// Texts over a bound of the language are refused at once, four at a time.
    private static void refused(Arena arena, Findings findings) throws Exception {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("2,000 bindings", Sources.bindings(2_000));
        texts.put("one binding too many", Sources.bindings(Sources.BINDINGS_MAX + 1));
        texts.put("one clause too many", Sources.clauses(Sources.CLAUSES_MAX + 1));
        texts.put("one column too many", Sources.columns(Sources.COLUMNS_MAX + 1));
        texts.put("8,000 columns", Sources.columns(8_000));
        texts.put("one block too deep", Sources.nesting(Sources.NESTING_MAX + 1));
        texts.put("20,000 blocks deep", Sources.nesting(20_000));
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Victim server = arena.server();
            long start = System.nanoTime();
            List<Answer> answers = Crowd.ask(server, 4, RequestBytes.query(text.getValue(), "heavy-1"), MILLIS_MAX);
            long millis = (System.nanoTime() - start) / 1_000_000;
            boolean named = answers.stream()
                    .allMatch(answer ->
                            answer.text().contains("T63") || answer.text().contains("nested deeper than"));
            findings.add(
                    text.getKey() + ", 4 at once",
                    "400 that names the bound in " + REFUSAL_MILLIS_MAX + " ms",
                    Crowd.tally(answers) + (named ? " named " : " not named ") + millis + " ms",
                    named && answers.stream().allMatch(a -> a.isWhole(400)) && millis <= REFUSAL_MILLIS_MAX);
        }
        Map<String, String> allowed = new LinkedHashMap<>();
        allowed.put("as many clauses as may be", Sources.clauses(Sources.CLAUSES_MAX));
        allowed.put("as many columns as may be", Sources.columns(Sources.COLUMNS_MAX));
        allowed.put("as deep as may be", Sources.nesting(Sources.NESTING_MAX));
        for (Map.Entry<String, String> text : allowed.entrySet()) {
            Answer answer = Crowd.ask(arena.server(), RequestBytes.query(text.getValue(), "heavy-1"), MILLIS_MAX);
            findings.add(text.getKey(), "200", answer.label() + answer.problem(), answer.isWhole(200));
        }
    }

    private static void documents(Victim server, Findings findings) throws Exception {
        String path = RequestBytes.GRAPH + "/queries/person";
        document(server, findings, "JSON 100,000 deep", path, "[".repeat(100_000), Set.of(400));
        document(
                server,
                findings,
                "a number of 500,000 digits",
                path,
                "{\"params\":{\"handle\":" + "9".repeat(500_000) + "}}",
                Set.of(400));
        document(server, findings, "a name sent twice", path, "{\"params\":{},\"params\":{}}", Set.of(400));
        document(
                server,
                findings,
                "a parameter of 1 MB",
                path,
                "{\"params\":{\"handle\":\"" + "x".repeat(1_000_000) + "\"}}",
                Set.of(200, 400));
        StringBuilder names = new StringBuilder("{\"params\":{\"handle\":\"p000001\"");
        for (int i = 0; i < 60_000; i++) {
            names.append(",\"n").append(i).append("\":1");
        }
        document(server, findings, "60,000 parameters nobody declared", path, names + "}}", Set.of(200, 400));
        document(server, findings, "a body over 1 MiB", path, " ".repeat((1 << 20) + 1), Set.of(413));
        document(
                server,
                findings,
                "a body over 1 MiB by an unknown caller",
                path,
                "",
                " ".repeat((1 << 20) + 1),
                Set.of(401));
    }

    /// Texts that are allowed and whose work has no end: each ends within the time of a request, whole or refused.
    private static void endless(Victim server, Findings findings) throws Exception {
        List<String> texts = List.of(
                Sources.sort(),
                Sources.group(),
                Sources.cross(),
                Sources.crossRows(),
                Sources.farPairs(),
                Sources.triangles(),
                Sources.texts(),
                Sources.bindings(Sources.BINDINGS_MAX));
        List<String> names =
                List.of("sort", "group", "cross", "crossRows", "farPairs", "triangles", "texts", "bindings");
        List<Callable<Answer>> clients = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            byte[] request = RequestBytes.query(texts.get(i), "heavy-" + (i + 1));
            clients.add(() -> Crowd.ask(server, request, MILLIS_MAX));
        }
        long start = System.nanoTime();
        List<Answer> answers = Crowd.all(clients);
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            // Rows that were on their way when the time was up cannot be taken back: the answer is broken off.
            boolean held = answer.end() == Answer.End.WHOLE
                    ? answer.status() == 200 || REFUSALS.contains(answer.status())
                    : answer.end() == Answer.End.CUT && answer.status() == 200 && seconds >= TIME_SECONDS;
            findings.add(
                    "endless query " + names.get(i) + ", 8 side by side",
                    "whole, refused, or broken off when its time is up",
                    answer.label() + ", " + (answer.bodyBytes() >> 10) + " KiB" + answer.problem(),
                    held);
        }
        findings.atMost("all of them", "seconds", (double) seconds, 70);
    }

    private static void document(
            Victim server, Findings findings, String tried, String path, String body, Set<Integer> expected)
            throws Exception {
        document(server, findings, tried, path, "heavy-1", body, expected);
    }

    private static void document(
            Victim server,
            Findings findings,
            String tried,
            String path,
            String actor,
            String body,
            Set<Integer> expected)
            throws Exception {
        Answer answer = Crowd.ask(server, RequestBytes.json(path, actor, body), MILLIS_MAX);
        findings.add(
                tried,
                "one of " + expected,
                answer.label() + answer.problem(),
                answer.end() == Answer.End.WHOLE && expected.contains(answer.status()));
    }
}

package org.omnigraph.benchmarks.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The packaged programs with clocks that are wrong, and wrong in different ways one after another, as on hosts that
/// share a cluster. Needs `faketime`.
final class ClockSteps implements Attack {
    private static final List<String> STEPS = List.of("+0", "+1h", "-1h", "+10y", "-10y", "+1h", "-10y", "+0");
    private static final Path LIBRARY = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

    @Override
    public String name() {
        return "clocks";
    }

    @Override
    public String summary() {
        return "loads, mutations, migrations and servers on hosts whose clocks step by hours and years";
    }

    @Override
    public void run(Arena arena, Findings findings) throws Exception {
        if (!isInstalled()) {
            findings.note("faketime", "NOT RUN: it is not installed");
            return;
        }
        Path cluster = arena.smallCluster();
        Files.writeString(
                cluster.resolve("add.gq"),
                "query add($handle: String) { insert Person { handle: $handle, name: \"n\", age: 1, city: \"c\", bio:"
                        + " \"b\" } }\n");
        int step = 0;
        for (String clock : STEPS) {
            commands(arena.checkout(), cluster, clock, step++, findings);
            serve(arena, cluster, clock, step, findings);
        }
    }

    private static void commands(Checkout checkout, Path cluster, String clock, int step, Findings findings)
            throws IOException, InterruptedException {
        Path lines = cluster.resolve("more.jsonl");
        Files.writeString(lines, "{\"type\":\"Tag\",\"data\":{\"slug\":\"t" + step + "\"}}\n");
        Path schema = cluster.resolve("people.pg");
        Files.writeString(
                schema,
                Files.readString(schema).replace("    bio: String\n", "    bio: String\n    more" + step + ": I32?\n"));
        List<String> refused = new ArrayList<>();
        for (List<String> arguments : List.of(
                List.of("load", "more.jsonl", "--store", "graphs/people.omni", "--as", "root"),
                List.of(
                        "mutate",
                        "add.gq",
                        "--params",
                        "{\"handle\":\"clock-" + step + "\"}",
                        "--store",
                        "graphs/people.omni",
                        "--as",
                        "root"),
                List.of("cluster", "apply", "--as", "root"),
                List.of("cluster", "status"))) {
            Checkout.Ended ended = checkout.run(cluster, environment(clock), arguments.toArray(String[]::new));
            if (ended.exit() != 0) {
                refused.add(arguments.get(0) + " " + arguments.get(1) + ": exit " + ended.exit() + " "
                        + ended.output().strip());
            }
        }
        findings.add(
                "load, mutate, migrate, status at " + clock,
                "exit 0 of all",
                refused.isEmpty() ? "4 of 4" : String.join("; ", refused).replace('\n', ' '),
                refused.isEmpty());
    }

    private static void serve(Arena arena, Path cluster, String clock, int step, Findings findings) {
        try (Victim server = arena.server(cluster, environment(clock))) {
            Answer write = Crowd.ask(
                    server, RequestBytes.stored("add_person", "writer", Map.of("handle", "served-" + step)), 30_000);
            Answer age = Crowd.ask(
                    server,
                    RequestBytes.json(
                            RequestBytes.GRAPH + "/queries/age_person",
                            "writer",
                            "{\"params\":{\"handle\":\"p000001\",\"age\":" + step + "}}"),
                    30_000);
            Answer read = Crowd.ask(server, RequestBytes.point("reader", 1), 30_000);
            List<Answer> answers = List.of(write, age, read);
            findings.add(
                    "a server at " + clock + ": insert, update, read",
                    "200 of all",
                    Crowd.tally(answers) + write.problem() + age.problem(),
                    answers.stream().allMatch(answer -> answer.isWhole(200)));
        } catch (IOException e) {
            findings.add("a server at " + clock, "starts", "" + e.getMessage(), false);
        }
    }

    /// What gives a program another clock: the library itself, since the program `faketime` would stand between
    /// us and the process that we start and end.
    private static Map<String, String> environment(String clock) {
        return clock.equals("+0")
                ? Map.of()
                : Map.of(
                        "LD_PRELOAD", LIBRARY.toString(),
                        "FAKETIME", clock,
                        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                        "DONT_FAKE_MONOTONIC", "1",
                        "NO_FAKE_STAT", "1");
    }

    private static boolean isInstalled() {
        return Files.isReadable(LIBRARY);
    }
}

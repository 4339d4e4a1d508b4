package org.omnigraph.benchmarks.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Hundreds of loads that announce 32 MiB, send most of it and then nothing more, by callers who may write, who
/// may not and whom nobody knows.
final class HalfSent implements Attack {
    private static final int CONNECTIONS = 400;
    private static final int ANNOUNCED = 32 << 20;
    private static final int SENT = 24 << 20;
    private static final int CHUNK = 1 << 16;
    private static final long HELD_SECONDS = 8;
    private static final List<String> ACTORS = List.of("writer", "root", "reader", "nobody");

    @Override
    public String name() {
        return "half-sent";
    }

    @Override
    public String summary() {
        return "400 loads of 32 MiB that stop after 24, by those who may write, may not, and are unknown";
    }

    @Override
    public void run(Arena arena, Findings findings) throws Exception {
        Victim server = arena.server();
        byte[] chunk = chunk();
        ConcurrentLinkedQueue<RawConnection> wires = new ConcurrentLinkedQueue<>();
        List<List<Answer>> answers = new ArrayList<>();
        try (Pulse health = Pulse.start(server.port(), RequestBytes.HEALTH);
                Pulse point = Pulse.start(server.port(), RequestBytes.point("heavy-1", 11));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<List<Future<Answer>>> sent = new ArrayList<>();
            for (String actor : ACTORS) {
                List<Future<Answer>> ofActor = new ArrayList<>();
                for (int i = 0; i < CONNECTIONS / ACTORS.size(); i++) {
                    Callable<Answer> client = () -> send(server.port(), actor, chunk, wires);
                    ofActor.add(threads.submit(client));
                }
                sent.add(ofActor);
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(HELD_SECONDS));
            Pulse.Seen seen = health.stop();
            findings.atMost("/healthz every 20 ms meanwhile", "p99 ms", seen.p99(), 50);
            findings.add("its answers", "200 only", "" + seen.labels(), seen.isHealthy());
            Pulse.Seen points = point.stop();
            findings.add(
                    "a point query of another meanwhile",
                    "200 only",
                    points.labels() + ", p99 " + Math.round(points.p99()) + " ms",
                    points.isHealthy());
            wires.forEach(RawConnection::close);
            for (List<Future<Answer>> ofActor : sent) {
                List<Answer> got = new ArrayList<>();
                for (Future<Answer> answer : ofActor) {
                    got.add(answer.get());
                }
                answers.add(got);
            }
        }
        expect(findings, "who may write", answers.get(0), 413, 429);
        expect(findings, "another who may write", answers.get(1), 413, 429);
        expect(findings, "who may not write", answers.get(2), 403);
        expect(findings, "who is unknown", answers.get(3), 401);
        Answer write =
                Crowd.ask(server, RequestBytes.stored("add_person", "editor", Map.of("handle", "after-half")), 30_000);
        findings.add("a write of another afterwards", "200", write.label() + write.problem(), write.isWhole(200));
    }

    /// Those who may not come in are told so before they have sent anything; those who may are refused or left
    /// waiting.
    private static void expect(Findings findings, String who, List<Answer> answers, Integer... refusals) {
        List<Integer> expected = Arrays.asList(refusals);
        boolean mayWait = !expected.contains(401) && !expected.contains(403);
        boolean held = answers.stream()
                .allMatch(answer -> expected.contains(answer.status())
                        || (mayWait && (answer.end() == Answer.End.LATE || answer.end() == Answer.End.NOTHING)));
        findings.add(
                answers.size() + " by " + who,
                "one of " + expected + (mayWait ? " or no answer" : ""),
                Crowd.tally(answers) + odd(answers, expected),
                held);
    }

    private static String odd(List<Answer> answers, List<Integer> expected) {
        return answers.stream()
                .filter(answer -> answer.status() != 0 && !expected.contains(answer.status()))
                .findFirst()
                .map(Answer::problem)
                .orElse("");
    }

    private static Answer send(int port, String actor, byte[] chunk, ConcurrentLinkedQueue<RawConnection> wires) {
        try (RawConnection wire = RawConnection.open(port, 5_000)) {
            wires.add(wire);
            wire.send(RequestBytes.head(RequestBytes.GRAPH + "/load/ndjson?mode=merge", actor, "application/x-ndjson")
                    + "Content-Length: " + ANNOUNCED + "\r\n\r\n");
            wire.waitAtMost(1_000);
            Answer early = wire.answer();
            if (early.end() != Answer.End.LATE) {
                return early;
            }
            wire.waitAtMost((int) TimeUnit.SECONDS.toMillis(2 * HELD_SECONDS));
            for (int sent = 0; sent < SENT; sent += chunk.length) {
                try {
                    wire.send(chunk);
                } catch (IOException e) {
                    break;
                }
            }
            return wire.answer();
        } catch (IOException e) {
            return Answer.none(Answer.End.NOTHING);
        }
    }

    /// Lines of people who are new, so that they would all have to be kept.
    private static byte[] chunk() {
        byte[] line = "{\"type\":\"Tag\",\"data\":{\"slug\":\"half-sent-and-never-to-be-seen\"}}\n"
                .getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = new byte[CHUNK / line.length * line.length];
        for (int i = 0; i < chunk.length; i++) {
            chunk[i] = line[i % line.length];
        }
        return chunk;
    }
}

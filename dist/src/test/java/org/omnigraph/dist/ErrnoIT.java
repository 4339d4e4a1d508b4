package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.ledger.LedgerReading;
import org.omnigraph.state.lock.LockObservation;
import org.omnigraph.state.lock.StateLock;
import org.omnigraph.state.store.LocalObjectStore;
import org.omnigraph.state.testing.Report;
import org.omnigraph.state.testing.Sample;
import org.omnigraph.state.testing.SequenceIds;

/// The operating system refuses one of the calls by which the unmodified program writes to a local disk: full,
/// read-only
/// or broken. The ledger stays whole, the failure has the code of its cause, and the same command again converges.
/// `-Derrno.share=1` tries every call instead of a sample, `-Dseed=N` chooses the sample.
class ErrnoIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double SHARE = Sample.share("errno.share", 0.02);
    private static final String WRITING = "write,fsync,link,rename,mkdir,unlink,ftruncate,openat";
    private static final Map<String, String> CODES =
            Map.of("ENOSPC", "store_full", "EROFS", "store_read_only", "EIO", "store_io_error");
    private static final Map<String, String> TEXTS =
            Map.of("ENOSPC", "No space left on device", "EROFS", "Read-only file system", "EIO", "Input/output error");

    @TempDir
    Path temp;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Map<String, Integer> outcomes = new TreeMap<>();

    /// The `nth` call of this kind that a thread of the program makes, refused with this error.
    private record Refusal(String command, String call, int nth, String error) {}

    @BeforeEach
    void needsStrace() throws IOException {
        boolean found = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "strace")));
        assumeThat(found)
                .as("refusing system calls needs strace: apt-get install strace")
                .isTrue();
        Path empty = Files.createDirectories(temp.resolve("empty"));
        Files.writeString(empty.resolve("cluster.yaml"), """
                version: 1
                graphs:
                  g: { schema: s.pg, queries: [q.gq] }
                """);
        Files.writeString(empty.resolve("s.pg"), "node Person { name: String @key }\n");
        Files.writeString(empty.resolve("q.gq"), "query q() { match { $p: Person } return { $p.name } }\n");
        Path imported = copy(empty, "imported");
        assertThat(Program.omnigraph(temp, "cluster", "import", "--config", imported.toString())
                        .exit())
                .isZero();
    }

    @Test
    void anyWritingCall_refused_leavesTheLedgerWholeAndIsNamed() throws IOException {
        List<Refusal> all = new ArrayList<>();
        all.addAll(refusals("import", temp.resolve("empty")));
        all.addAll(refusals("apply", temp.resolve("imported")));
        Collections.shuffle(all, new Random(seed));
        int tried = 0;
        for (Refusal refusal : all.subList(0, (int) Math.ceil(all.size() * SHARE))) {
            if (hold(refusal)) {
                tried++;
            }
        }
        Report.count(
                "local writes refused by the operating system, seed " + seed,
                tried + " of " + all.size() + " (ENOSPC, EROFS, EIO): damaged ledgers 0, converged " + tried + ", "
                        + outcomes);
        assertThat(tried).isPositive();
    }

    /// Every writing call that the command makes below its cluster when nothing is wrong, with every error.
    private List<Refusal> refusals(String command, Path template) throws IOException {
        Path cluster = copy(template, "traced");
        Path log = temp.resolve("trace.log");
        run(cluster, command, log, "trace=" + WRITING);
        Map<String, Integer> seen = new TreeMap<>();
        List<Refusal> refusals = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            String[] parts = line.split("\\s+", 2);
            int open = parts[1].indexOf('(');
            if (open < 0) {
                continue;
            }
            String call = parts[1].substring(0, open);
            int nth = seen.merge(parts[0] + " " + call, 1, Integer::sum);
            if (parts[1].contains(cluster.toString()) && (!call.equals("openat") || parts[1].contains("O_CREAT"))) {
                CODES.keySet().stream().sorted().forEach(error -> refusals.add(new Refusal(command, call, nth, error)));
            }
        }
        delete(cluster);
        return refusals;
    }

    /// Whether the refusal happened, and that everything held if it did.
    private boolean hold(Refusal refusal) throws IOException {
        Path cluster = copy(temp.resolve(refusal.command().equals("import") ? "empty" : "imported"), "refused");
        Path log = temp.resolve("refused.log");
        String injection = "inject=" + refusal.call() + ":error=" + refusal.error() + ":when=" + refusal.nth();
        Program.Result result = run(cluster, refusal.command(), log, injection);
        List<String> injected = Files.readAllLines(log).stream()
                .filter(line -> line.contains("(INJECTED)") && line.contains(cluster.toString()))
                .toList();
        String story = refusal + ", seed " + seed + ": " + injected + "\n" + result.out() + result.err();
        boolean happened = !injected.isEmpty();
        if (happened) {
            judge(cluster, refusal, result, story);
        }
        delete(cluster);
        return happened;
    }

    private void judge(Path cluster, Refusal refusal, Program.Result result, String story) throws IOException {
        outcomes.merge("exit " + result.exit(), 1, Integer::sum);
        assertThat(result.err()).as(story).doesNotContain("Exception");
        try (LocalObjectStore store = LocalObjectStore.at(cluster)) {
            Ledger ledger = new Ledger(store, new SequenceIds(), InstantSource.fixed(Instant.EPOCH));
            assertThat(ledger.read()).as(story).isInstanceOf(LedgerReading.Usable.class);
            assertThat(ledger.replay().problems()).as(story).isEmpty();
            if (result.exit() != 0) {
                // A whole step that failed has its own code, and the cause in its message.
                assertThat(words(result.err()))
                        .as(story)
                        .containsPattern("error\\[[a-z_]+]")
                        .containsAnyOf(CODES.get(refusal.error()), TEXTS.get(refusal.error()));
            }
            StateLock lock = new StateLock(store, new SequenceIds(), InstantSource.fixed(Instant.EPOCH), pause -> {});
            if (lock.observe() instanceof LockObservation.Held held) {
                String id = held.lock().lockId();
                assertThat(words(result.out() + result.err())).as(story).contains("force-unlock " + id);
                assertThat(Program.omnigraph(temp, "cluster", "force-unlock", id, "--config", cluster.toString())
                                .exit())
                        .as(story)
                        .isZero();
            }
        }
        converge(cluster, story);
    }

    private void converge(Path cluster, String story) throws IOException {
        try (LocalObjectStore store = LocalObjectStore.at(cluster)) {
            Ledger ledger = new Ledger(store, new SequenceIds(), InstantSource.fixed(Instant.EPOCH));
            if (!((LedgerReading.Usable) ledger.read()).snapshot().found()) {
                assertThat(Program.omnigraph(temp, "cluster", "import", "--config", cluster.toString())
                                .exit())
                        .as(story)
                        .isZero();
            }
        }
        Program.Result again =
                Program.omnigraph(temp, "cluster", "apply", "--as", "ci", "--json", "--config", cluster.toString());
        assertThat(again.exit()).as(story + again.out() + again.err()).isZero();
        JsonNode answer = JSON.readTree(again.out());
        assertThat(answer.get("converged").asBoolean()).as(story + again.out()).isTrue();
    }

    /// As one line: the program wraps its messages.
    private static String words(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private Program.Result run(Path cluster, String command, Path log, String what) throws IOException {
        List<String> words = List.of(
                "strace",
                "--follow-forks",
                "--quiet=all",
                "--decode-fds=path",
                "--output=" + log,
                "-e",
                what,
                RepositoryFiles.ROOT.resolve("omnigraph").toString(),
                "cluster",
                command,
                "--as",
                "ci",
                "--config",
                cluster.toString());
        try (Program program = Program.start(temp, Map.of(), words)) {
            return program.await();
        }
    }

    private Path copy(Path template, String name) throws IOException {
        Path to = temp.resolve(name);
        try (Stream<Path> paths = Files.walk(template)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Files.copy(path, to.resolve(template.relativize(path)));
            }
        }
        return to;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}

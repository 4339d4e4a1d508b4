package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// reliability.md §7 with the packaged programs: hosts whose clocks are years apart share a cluster, and each command
/// and the server go on. Needs `faketime` (a Debian package).
class ClocksIT {
    /// One after the other. The attack `clocks` of the benchmarks takes more.
    private static final List<String> CLOCKS = List.of("+10y", "-10y");

    @TempDir
    Path temp;

    private Path library;

    @BeforeEach
    void needsFaketime() throws IOException {
        Optional<Path> found = Optional.empty();
        Path libraries = Path.of("/usr/lib");
        if (Files.isDirectory(libraries)) {
            try (Stream<Path> folders = Files.list(libraries)) {
                found = folders.map(each -> each.resolve("faketime/libfaketime.so.1"))
                        .filter(Files::isReadable)
                        .findFirst();
            }
        }
        assumeThat(found)
                .as("moving the clock of a process needs faketime: apt-get install faketime")
                .isPresent();
        library = found.orElseThrow();
    }

    /// The library itself, since the program `faketime` would stand between the test and its process. The clock that
    /// only counts on stays as it is: on a real host it does not step either.
    private Map<String, String> environment(String clock) {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME",
                clock,
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "DONT_FAKE_MONOTONIC",
                "1",
                "NO_FAKE_STAT",
                "1",
                "OMNIGRAPH_SERVER_BEARER_TOKENS_JSON",
                "{\"robin\":\"" + HandMadeCluster.TOKEN + "\"}");
    }

    @Test
    void everyCommandAndTheServer_goOn() throws IOException, InterruptedException {
        Path cluster = HandMadeCluster.write(temp.resolve("library"));
        String store = cluster.resolve("graphs/library.omni").toString();
        ok("+1h", "cluster", "import", "--config", cluster.toString());
        String moved = ok("+10y", "cluster", "apply", "--config", cluster.toString(), "--as", "ci", "--json");
        assertThat(moved).contains("\"converged\": true");
        for (int step = 0; step < CLOCKS.size(); step++) {
            String clock = CLOCKS.get(step);
            Files.writeString(
                    cluster.resolve("one.jsonl"), "{\"type\":\"Author\",\"data\":{\"name\":\"a" + step + "\"}}\n");
            ok(clock, "load", cluster.resolve("one.jsonl").toString(), "--store", store, "--as", "ci");
            Path schema = cluster.resolve("library.pg");
            Files.writeString(
                    schema,
                    Files.readString(schema).replace("title: String\n", "title: String\n    m" + step + ": I32?\n"));
            ok(clock, "cluster", "apply", "--config", cluster.toString(), "--as", "ci");
            serve(cluster, clock);
        }
        ok("-10y", "cluster", "doctor", "--config", cluster.toString());
    }

    private void serve(Path cluster, String clock) throws IOException, InterruptedException {
        try (ServerProgram server =
                ServerProgram.start(cluster.toString(), temp.resolve("server.log"), environment(clock))) {
            HttpResponse<String> answer = server.post(
                    "/graphs/library/queries/books_of", HandMadeCluster.TOKEN, "{\"params\":{\"name\":\"a0\"}}");
            assertThat(answer.statusCode()).as(clock + "\n" + answer.body()).isEqualTo(200);
            server.stop();
        }
    }

    private String ok(String clock, String... args) throws IOException {
        Program.Result result = Program.omnigraph(temp, environment(clock), args);
        assertThat(result.exit())
                .as(clock + " " + List.of(args) + "\n" + result.out() + result.err())
                .isZero();
        return result.out();
    }
}

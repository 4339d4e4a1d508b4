package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.state.testing.Report;

/// Real processes that apply different folders to one cluster at once (reliability.md, N1 and N2).
class RacingProcessesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WRITERS = 8;
    private static final int ROUNDS = 2;

    @TempDir
    Path temp;

    @Test
    void withoutTheLock_everyAcknowledgedChangeIsInTheChain() throws IOException {
        Path storage = temp.resolve("storage");
        Path base = folder("base", storage, false, "first");
        must(base, "import");
        must(base, "apply");
        int acknowledged = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int before = history(base).size();
            List<Path> folders = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                folders.add(folder("r" + round + "w" + writer, storage, false, query(round, writer)));
            }
            List<Program.Result> results = race(folders);
            Set<String> recorded = new HashSet<>();
            history(base).forEach(revision -> revision.get("changed").forEach(each -> recorded.add(each.asText())));
            int winners = 0;
            for (int writer = 0; writer < WRITERS; writer++) {
                Program.Result result = results.get(writer);
                JsonNode outcome = JSON.readTree(result.out());
                String codes =
                        outcome.get("diagnostics").findValuesAsText("code").toString();
                if (outcome.get("state_written").asBoolean()) {
                    assertThat(result.exit()).as(result.out()).isZero();
                    assertThat(recorded).contains("query.brain." + query(round, writer));
                    winners++;
                } else {
                    assertThat(result.exit()).as(result.out()).isEqualTo(75);
                    assertThat(codes).contains("state_cas_mismatch");
                }
            }
            assertThat(winners).as("round " + round).isPositive();
            assertThat(history(base)).hasSize(before + winners);
            acknowledged += winners;
        }
        assertThat(run(base, "replay", "--json").exit()).isZero();
        Report.count(
                "real processes racing without the lock",
                WRITERS + " processes, " + ROUNDS + " rounds, " + acknowledged + " acknowledged, 0 lost");
    }

    @Test
    void withTheLock_waitersGetTheirTurn() throws IOException {
        Path storage = temp.resolve("storage");
        Path base = folder("base", storage, true, "first");
        must(base, "import");
        must(base, "apply");
        int before = history(base).size();
        List<Path> folders = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            folders.add(folder("w" + writer, storage, true, query(0, writer)));
        }
        for (Program.Result result : race(folders, "--lock-timeout", "60s")) {
            assertThat(result.exit()).as(result.out() + result.err()).isZero();
        }
        assertThat(history(base)).hasSize(before + WRITERS);
        assertThat(storage.resolve("__cluster/lock.json")).doesNotExist();
    }

    private static String query(int round, int writer) {
        return "q_" + round + "_" + writer;
    }

    private List<Program.Result> race(List<Path> folders, String... more) throws IOException {
        List<Program> programs = new ArrayList<>();
        try {
            for (Path folder : folders) {
                List<String> command = new ArrayList<>(List.of(
                        RepositoryFiles.ROOT.resolve("omnigraph").toString(),
                        "cluster",
                        "apply",
                        "--json",
                        "--as",
                        "ci",
                        "--config",
                        folder.toString()));
                command.addAll(List.of(more));
                programs.add(Program.start(temp, Map.of(), command));
            }
            return programs.stream().map(Program::await).toList();
        } finally {
            programs.forEach(Program::close);
        }
    }

    private JsonNode history(Path config) throws IOException {
        return JSON.readTree(must(config, "history", "--limit", "0", "--json").out())
                .get("revisions");
    }

    private Program.Result must(Path config, String command, String... more) throws IOException {
        Program.Result result = run(config, command, more);
        assertThat(result.exit())
                .as(command + "\n" + result.out() + result.err())
                .isZero();
        return result;
    }

    private Program.Result run(Path config, String command, String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of("cluster", command, "--config", config.toString()));
        args.addAll(List.of(more));
        if (command.equals("import") || command.equals("apply")) {
            args.addAll(List.of("--as", "ci"));
        }
        return Program.omnigraph(temp, args.toArray(String[]::new));
    }

    private Path folder(String name, Path storage, boolean lock, String query) throws IOException {
        Path folder = Files.createDirectories(temp.resolve(name));
        Files.writeString(folder.resolve("cluster.yaml"), """
                version: 1
                storage: %s
                state: { lock: %s }
                graphs:
                  brain: { schema: brain.pg, queries: [q.gq] }
                """.formatted(storage, lock));
        Files.writeString(folder.resolve("brain.pg"), "node Person { name: String @key }\n");
        Files.writeString(
                folder.resolve("q.gq"), "query " + query + "() { match { $p: Person } return { $p.name } }\n");
        return folder;
    }
}

package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.state.testing.RealS3;
import org.omnigraph.state.testing.S3ProxyServer;

/// Every command and the server on an object store, through the packaged programs: `storage: s3://…` in the folder,
/// `--store s3://…` for data, `--cluster s3://…` for the server.
class S3ChainIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "AWS_SECRET_ACCESS_KEY";

    @TempDir
    Path temp;

    private final StringBuilder everythingSaid = new StringBuilder();

    @Test
    void wholeChain_onAnS3ServerInThisProcess() throws IOException, InterruptedException {
        try (S3ProxyServer server = S3ProxyServer.start()) {
            chain("s3://" + S3ProxyServer.BUCKET + "/chain-" + UUID.randomUUID(), server.environment());
        }
    }

    @Test
    void wholeChain_onARealS3Server() throws IOException, InterruptedException {
        String root = RealS3.newRoot("chain");
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> !name.startsWith("AWS_"));
        chain(root, environment);
    }

    private void chain(String root, Map<String, String> environment) throws IOException, InterruptedException {
        Path cluster = HandMadeCluster.write(temp.resolve("library"));
        Path yaml = cluster.resolve("cluster.yaml");
        Files.writeString(yaml, Files.readString(yaml) + "storage: " + root + "\n");
        String config = cluster.toString();
        ok(environment, "cluster", "validate", "--config", config);
        JsonNode doctor =
                JSON.readTree(ok(environment, "cluster", "doctor", "--probe-store", "--json", "--config", config));
        assertThat(doctor.get("checks").toString()).contains("\"conditional_writes\",\"status\":\"healthy\"");
        ok(environment, "cluster", "import", "--config", config, "--as", "ci");
        assertThat(JSON.readTree(ok(environment, "cluster", "plan", "--json", "--config", config))
                        .get("changes"))
                .hasSize(5);
        assertThat(JSON.readTree(ok(environment, "cluster", "apply", "--json", "--config", config, "--as", "ci"))
                        .get("converged")
                        .asBoolean())
                .isTrue();
        String graph = root + "/graphs/library.omni";
        ok(environment, "load", cluster.resolve("books.jsonl").toString(), "--store", graph, "--as", "ci");
        ok(
                environment,
                "mutate",
                "--store",
                graph,
                cluster.resolve("books.gq").toString(),
                "--name",
                "add_author",
                "--params",
                "{\"name\":\"Octavia Butler\"}",
                "--as",
                "ci");
        JsonNode rows = JSON.readTree(ok(
                environment,
                "query",
                "--store",
                graph,
                "-e",
                "query n() { match { $a: Author } return { count($a) as n } }",
                "--json"));
        assertThat(rows.get("rows").get(0).get("n").asInt()).isEqualTo(2);
        assertThat(ok(environment, "export", "--store", graph).lines()).hasSize(6);
        assertThat(ok(environment, "schema", "show", "--store", graph)).contains("node Book");
        serve(root, environment);
        ok(environment, "cluster", "status", "--config", config);
        ok(environment, "cluster", "refresh", "--config", config, "--as", "ci");
        ok(environment, "cluster", "drift", "--config", config);
        ok(environment, "cluster", "history", "--config", config);
        ok(environment, "cluster", "replay", "--config", config);
        Program.Result noLock =
                run(environment, "cluster", "force-unlock", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "--config", config);
        assertThat(noLock.err()).contains("state_lock_missing");

        Files.writeString(yaml, "version: 1\nstorage: " + root + "\n");
        Program.Result waiting = run(environment, "cluster", "apply", "--config", config, "--as", "ci");
        assertThat(waiting.err() + waiting.out()).contains("approval");
        ok(environment, "cluster", "approve", "graph.library", "--config", config, "--as", "ada");
        ok(environment, "cluster", "apply", "--config", config, "--as", "ci");
        assertThat(run(
                                environment,
                                "query",
                                "--store",
                                graph,
                                "-e",
                                "query q() { match { $a: Author } return { $a.name } }")
                        .err())
                .contains("graph_not_found");
        assertThat(everythingSaid.toString())
                .doesNotContain(environment.getOrDefault(SECRET, ""))
                .doesNotContain(HandMadeCluster.TOKEN);
    }

    private void serve(String root, Map<String, String> environment) throws IOException, InterruptedException {
        try (ServerProgram server = ServerProgram.start(root, temp.resolve("server.log"), environment)) {
            HttpResponse<String> answer = server.post(
                    "/graphs/library/queries/books_of",
                    HandMadeCluster.TOKEN,
                    "{\"params\":{\"name\":\"Ursula K. Le Guin\"}}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("The Left Hand of Darkness");
            server.stop();
            everythingSaid.append(server.log()).append(answer.body());
        }
    }

    private String ok(Map<String, String> environment, String... args) throws IOException {
        Program.Result result = run(environment, args);
        assertThat(result.exit())
                .as(List.of(args) + "\n" + result.out() + result.err())
                .isZero();
        return result.out();
    }

    private Program.Result run(Map<String, String> environment, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(RepositoryFiles.ROOT.resolve("omnigraph").toString());
        command.addAll(List.of(args));
        try (Program program = Program.start(temp, environment, command)) {
            Program.Result result = program.await();
            everythingSaid.append(result.out()).append(result.err());
            return result;
        }
    }
}

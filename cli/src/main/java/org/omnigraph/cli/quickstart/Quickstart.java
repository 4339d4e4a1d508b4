package org.omnigraph.cli.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.cli.shell.InterruptedCommand;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Shell;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// From a folder of text files to a served answer: copies the example, then runs the very commands that a person
/// would run, checks each result against what the files say, starts a server, asks it, and stops it.
///
/// Invariants: whatever happens, the server that this made is stopped and the temporary folder removed, unless the
/// run succeeded and was told to keep them.
final class Quickstart {
    private static final String GRAPH = "knowledge";
    private static final String ACTOR = "demo";
    private static final String QUERY = "direct_reports";
    private static final int STEPS = 8;

    private final Shell shell;
    private final CommandRunner commands;
    private final Narrator narrator;
    private final List<QuickstartReport.Step> steps = new ArrayList<>();
    private Optional<ChildServer> server = Optional.empty();
    private long stepStart;

    /// @param commands runs `omnigraph` itself
    public Quickstart(Shell shell, CommandRunner commands, Narrator narrator) {
        this.shell = shell;
        this.commands = commands;
        this.narrator = narrator;
    }

    /// Runs all steps.
    ///
    /// @param folder where to copy the example to; empty for a temporary folder
    /// @param keep leave folder and server
    /// @throws QuickstartFailure if a step does not do what it must
    /// @throws Refusal if the run cannot begin
    public QuickstartReport run(Optional<Path> folder, boolean keep) {
        if (shell.programHome().isEmpty()) {
            throw Refusal.of(
                    DiagnosticCode.INPUT_MISSING, "omnigraph.home", "the program does not know where its examples are");
        }
        long start = System.nanoTime();
        Path place = folder.orElseGet(Quickstart::temporaryFolder);
        boolean temporary = folder.isEmpty();
        boolean done = false;
        shell.interruption().onRequest(() -> server.ifPresent(ChildServer::stop));
        try {
            QuickstartReport report = run(place, keep, temporary, start);
            done = true;
            return report;
        } catch (IOException e) {
            throw new QuickstartFailure("files", e.getMessage() == null ? e.toString() : e.getMessage(), "");
        } finally {
            if (!(done && keep)) {
                server.filter(ChildServer::isAlive).ifPresent(ChildServer::stop);
                if (temporary) {
                    removeQuietly(place);
                }
            }
        }
    }

    private QuickstartReport run(Path place, boolean keep, boolean temporary, long start) throws IOException {
        Path cluster = temporary ? place.resolve("company-brain") : place;
        narrator.begin(cluster.toString());
        SeedTally seed = copy(cluster);
        validate(cluster);
        importLedger(cluster);
        plan(cluster);
        apply(cluster);
        load(cluster, seed);
        String token = HexFormat.of().formatHex(randomBytes());
        Path log = temporary ? place.resolve("server.log") : Files.createTempFile("omnigraph-server-", ".log");
        String address = boot(cluster, log, token);
        JsonNode answer = ask(address, token, seed);
        boolean running = keep;
        if (!keep) {
            stop();
        }
        return new QuickstartReport(
                cluster.toString(),
                keep || !temporary,
                address,
                running ? server.map(ChildServer::pid).orElse(-1L) : -1,
                running ? token : "",
                QUERY,
                answer,
                steps,
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    private SeedTally copy(Path cluster) throws IOException {
        begin();
        Path example = Path.of(shell.programHome(), "examples", "company-brain");
        int files = ExampleFolder.copy(example, cluster);
        SeedTally seed = SeedTally.of(cluster.resolve("seed.jsonl"));
        end(
                "A folder says what should be",
                "cp -r " + example + " " + cluster,
                List.of(Integer.toString(files) + " files: cluster.yaml names a schema, stored queries and policies; "
                        + "seed.jsonl holds " + seed.total() + " records."));
        return seed;
    }

    private void validate(Path cluster) {
        JsonNode document = command("validate", cluster);
        int queries = count(document.path("resources"), "kind", "query");
        require("validate", queries > 0, "no query was found", document);
        end(
                "Check it, touching nothing",
                line("validate", cluster),
                List.of("valid: " + document.path("resources").size() + " resources, " + queries
                        + " of them queries checked against the schema."));
    }

    private void importLedger(Path cluster) {
        JsonNode document = command("import", cluster);
        JsonNode seen = document.path("state_observations");
        require("import", seen.path("state_found").asBoolean(), "there is no ledger afterwards", document);
        end(
                "Start the ledger",
                line("import", cluster),
                List.of("__cluster/state.json, revision "
                        + seen.path("state_revision").asLong() + ": what is applied, which is nothing so far."));
    }

    private void plan(Path cluster) {
        JsonNode document = command("plan", cluster);
        int creates = count(document.path("changes"), "operation", "create");
        require(
                "plan",
                creates > 0 && creates == document.path("changes").size(),
                "a fresh cluster must plan creates and nothing else",
                document);
        end(
                "See what would change",
                line("plan", cluster),
                List.of(creates + " to create, nothing to update or delete. Still nothing is written."));
    }

    private void apply(Path cluster) {
        JsonNode document = command("apply", cluster, "--as", ACTOR);
        require("apply", document.path("converged").asBoolean(), "the cluster did not converge", document);
        long revision =
                document.path("state_observations").path("state_revision").asLong();
        JsonNode again = commands.run(List.of("cluster", "apply", "--config", cluster.toString(), "--as", ACTOR))
                .document();
        require(
                "apply",
                !again.path("state_written").asBoolean(true) && again.path("ok").asBoolean(),
                "a second apply must write nothing",
                again);
        end(
                "Make it so",
                line("apply", cluster) + " --as " + ACTOR,
                List.of(document.path("applied_count").asLong() + " changes applied, ledger revision " + revision
                        + ", converged. A second apply wrote nothing."));
    }

    private void load(Path cluster, SeedTally seed) {
        begin();
        String root = cluster.resolve("graphs").resolve(GRAPH + ".omni").toString();
        String file = cluster.resolve("seed.jsonl").toString();
        JsonNode document = answered("load", List.of("load", "--store", root, "--as", ACTOR, file));
        require(
                "load",
                tally(document.path("nodes")).equals(seed.nodes())
                        && tally(document.path("edges")).equals(seed.edges()),
                "what was loaded is not what the file holds",
                document);
        end(
                "Load data as one commit",
                "omnigraph load --store " + root + " --as " + ACTOR + " " + file,
                List.of(seed.total() + " records: " + seed.nodes().size() + " node types and "
                        + seed.edges().size() + " edge types, commit "
                        + document.path("commit").path("graph_commit_id").asText() + "."));
    }

    private String boot(Path cluster, Path log, String token) throws IOException {
        begin();
        List<String> command = List.of(
                Path.of(shell.programHome(), "omnigraph-server").toString(),
                "--cluster",
                cluster.toString(),
                "--bind",
                "127.0.0.1:0");
        String tokens = JsonNodeFactory.instance.objectNode().put(ACTOR, token).toString();
        ChildServer started = ChildServer.start(command, Map.of("OMNIGRAPH_SERVER_BEARER_TOKENS_JSON", tokens), log);
        server = Optional.of(started);
        String address = started.address();
        checkInterruption();
        if (address.isEmpty()) {
            throw new QuickstartFailure("serve", "the server did not say where it listens", started.logTail());
        }
        end(
                "Serve what was applied",
                String.join(" ", command),
                List.of("listening on " + address + ", pid " + started.pid() + "; a token for `" + ACTOR
                        + "` came by environment variable."));
        return address;
    }

    private JsonNode ask(String address, String token, SeedTally seed) throws IOException {
        begin();
        ServerCall call = new ServerCall(address);
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("handle", seed.asked());
        ServerCall.Answer stranger = call.storedQuery(GRAPH, QUERY, params, "");
        require("ask", stranger.status() == 401, "a caller without a token must get 401", stranger.body());
        ServerCall.Answer answer = call.storedQuery(GRAPH, QUERY, params, token);
        require("ask", answer.status() == 200, "the server answered " + answer.status(), answer.body());
        require(
                "ask",
                answer.body().path("row_count").asLong() == seed.reports()
                        && answer.body().path("rows").size() == seed.reports(),
                "the seed has " + seed.reports() + " reports of " + seed.asked(),
                answer.body());
        List<String> names = new ArrayList<>();
        answer.body().path("rows").forEach(row -> names.add(row.path("p.name").asText()));
        end(
                "Ask a stored query",
                "curl -H \"Authorization: Bearer $TOKEN\" -d '{\"params\":{\"handle\":\"" + seed.asked()
                        + "\"}}' http://" + address + "/graphs/" + GRAPH + "/queries/" + QUERY,
                List.of(
                        seed.reports() + " people report to " + seed.asked() + ": " + String.join(", ", names) + ".",
                        "Without the token the answer is 401."));
        return answer.body();
    }

    private void stop() {
        ChildServer running = server.orElseThrow();
        int code = running.stop();
        checkInterruption();
        if (code != 0) {
            throw new QuickstartFailure("stop", "the server ended with " + code + " instead of 0", running.logTail());
        }
    }

    private JsonNode command(String name, Path cluster, String... more) {
        begin();
        List<String> arguments = new ArrayList<>(List.of("cluster", name, "--config", cluster.toString()));
        arguments.addAll(List.of(more));
        return answered(name, arguments);
    }

    private JsonNode answered(String step, List<String> arguments) {
        CommandRunner.Answer answer = commands.run(arguments);
        checkInterruption();
        require(step, answer.exitCode() == 0, "the command ended with " + answer.exitCode(), answer.document());
        return answer.document();
    }

    private void begin() {
        checkInterruption();
        stepStart = System.nanoTime();
    }

    private void end(String title, String command, List<String> results) {
        Duration took = Duration.ofNanos(System.nanoTime() - stepStart);
        steps.add(new QuickstartReport.Step(title, command, results, took.toMillis()));
        narrator.step(steps.size(), STEPS, title, command, results, took);
    }

    private void checkInterruption() {
        if (shell.interruption().requested()) {
            throw new InterruptedCommand();
        }
    }

    private static void require(String step, boolean holds, String otherwise, JsonNode seen) {
        if (!holds) {
            throw new QuickstartFailure(step, otherwise, seen.toPrettyString());
        }
    }

    private static String line(String name, Path cluster) {
        return "omnigraph cluster " + name + " --config " + cluster;
    }

    private static int count(JsonNode array, String member, String value) {
        int count = 0;
        for (JsonNode entry : array) {
            count += entry.path(member).asText().equals(value) ? 1 : 0;
        }
        return count;
    }

    private static SortedMap<String, Long> tally(JsonNode counts) {
        SortedMap<String, Long> tally = new TreeMap<>();
        counts.forEach(entry -> tally.put(
                entry.path("name").asText(), entry.path("entities_loaded").asLong()));
        return tally;
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("omnigraph-quickstart-");
        } catch (IOException e) {
            throw Refusal.of(
                    DiagnosticCode.OUTPUT_NOT_CREATED,
                    System.getProperty("java.io.tmpdir", "the folder for temporary files"),
                    "a temporary folder cannot be made: " + e.getMessage());
        }
    }

    private static void removeQuietly(Path place) {
        try {
            ExampleFolder.remove(place);
        } catch (IOException e) {
            // A file that cannot be removed in a temporary folder is the system's to sweep; the run's outcome stands.
            place.toFile().deleteOnExit();
        }
    }
}

package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnigraph.controlplane.session.Cancellation;
import org.omnigraph.controlplane.session.CommandProgress;
import org.omnigraph.controlplane.task.ApplyOutcome;
import org.omnigraph.controlplane.task.ApplyRequest;
import org.omnigraph.controlplane.task.ApproveRequest;
import org.omnigraph.controlplane.task.ClusterCommands;
import org.omnigraph.controlplane.task.CommandEffects;
import org.omnigraph.controlplane.task.CommandOutcome;
import org.omnigraph.controlplane.task.ForceUnlockRequest;
import org.omnigraph.controlplane.task.ImportRequest;
import org.omnigraph.controlplane.task.PlanRequest;
import org.omnigraph.controlplane.task.RefreshRequest;
import org.omnigraph.controlplane.task.RollbackRequest;
import org.omnigraph.controlplane.task.StatusRequest;
import org.omnigraph.engine.IcebergGraphEngine;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.ProgressListener;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.query.GqlRunner;
import org.omnigraph.engine.query.QueryOptions;
import org.omnigraph.server.boot.BootOutcome;
import org.omnigraph.server.boot.BootRequest;
import org.omnigraph.server.boot.ServerBoot;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.testing.CrashingObjectStore;
import org.omnigraph.state.testing.FakeClock;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SimulatedCrash;

/// reliability.md §7: a clock may be wrong by years, and step either way, on any host: every command goes on, a sweep
/// finishes what a host with another clock began, and the server boots. With the real engine; the packaged programs
/// under `faketime` are `ClocksIT`'s.
final class ClusterClocksTest {
    private static final String TOKENS = "{\"robin\": \"" + HandMadeCluster.TOKEN + "\"}";

    @TempDir
    private Path folder;

    private final MemoryObjectStore store = new MemoryObjectStore();
    private Path cluster;

    /// A machine: its clock, and the ids that it makes by it.
    private record Host(FakeClock clock, IdSource ids) {
        Host(FakeClock clock) {
            this(clock, IdSource.ulids(clock));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PT-87600H",
                "PT-8760H",
                "PT-25H",
                "PT-1H",
                "PT-0.001S",
                "PT0S",
                "PT1H",
                "PT25H",
                "PT8760H",
                "PT87600H"
            })
    void commands_onTwoHosts_goOn(Duration step) throws IOException {
        FakeClock clock = FakeClock.standing();
        FakeClock other = FakeClock.standing();
        other.advance(step);
        life(new Host(clock), new Host(other), Duration.ZERO);
    }

    /// Each command finds the clock of its host years from where the one before it left it.
    @ParameterizedTest
    @ValueSource(strings = {"PT-8760H", "PT8760H"})
    void commands_whileTheClockSteps_goOn(Duration step) throws IOException {
        Host host = new Host(FakeClock.standing());
        life(host, host, step);
    }

    @BeforeEach
    void write() throws IOException {
        cluster = HandMadeCluster.write(folder.resolve("library"));
    }

    private void life(Host one, Host two, Duration step) throws IOException {
        ok(at(one, step).importCluster(new ImportRequest(cluster, "me", Duration.ZERO)));
        ok(apply(at(two, step.negated())));
        load(one, "Ursula");
        boots(two);
        // A migration by a host, after rows by the other, and a table that both wrote.
        widen("born: I32?");
        ok(at(one, step).plan(new PlanRequest(cluster, true, Duration.ZERO, false)));
        ok(apply(at(two, step)));
        load(two, "Stanislaw");
        load(one, "Octavia");
        // A host dies once the graph has moved and before the ledger says so; the other sweeps.
        widen("died: I32?");
        dies(one, "PUT_IF_ABSENT __cluster/revisions/");
        at(two, step.negated()).forceUnlock(new ForceUnlockRequest(cluster, lockId()));
        ok(apply(at(two, step)));
        dies(two, "PUT_IF_ABSENT __cluster/revisions/", "name: String @key", "name: String @key  alive: Bool?");
        at(one, step.negated()).forceUnlock(new ForceUnlockRequest(cluster, lockId()));
        ok(apply(at(one, step.negated())));
        boots(one);
        ok(at(two, step).refresh(new RefreshRequest(cluster, "me", Duration.ZERO)));
        ok(at(one, step).status(new StatusRequest(cluster)));
        // A policy changes and is rolled back; a graph goes under an approval of the other host.
        edit("readers.policy.yaml", "[robin]", "[robin, ada]");
        ok(apply(at(one, step.negated())));
        ok(at(two, step).rollback(new RollbackRequest(cluster, 2, "as before", "me", Duration.ZERO)));
        Files.writeString(cluster.resolve("cluster.yaml"), "version: 1\nmetadata: { name: town-library }\n");
        ok(at(one, step.negated()).approve(new ApproveRequest(cluster, "graph.library", "you", Duration.ZERO)));
        ok(apply(at(two, step)));
        assertThat(store.contents().keySet()).noneMatch(key -> key.startsWith("graphs/"));
        assertThat(at(one, step)
                        .plan(new PlanRequest(cluster, true, Duration.ZERO, false))
                        .changes())
                .isEmpty();
    }

    private ClusterCommands at(Host host, Duration step) {
        host.clock().advance(step);
        return commands(host, store);
    }

    private static IcebergGraphEngine engine(Host host) {
        GqlRunner queries = new GqlRunner(QueryOptions.fromEnvironment(Map.of(), host.ids()::next));
        Path spill = Path.of(System.getProperty("java.io.tmpdir"));
        return new IcebergGraphEngine(queries, host.ids(), host.clock(), spill, notice -> {});
    }

    private static ClusterCommands commands(Host host, ObjectStore through) {
        return new ClusterCommands(new CommandEffects(
                location -> through,
                () -> engine(host),
                host.clock(),
                host.ids(),
                host.clock(),
                4711,
                CommandProgress.NONE,
                Cancellation.NEVER));
    }

    private ApplyOutcome apply(ClusterCommands commands) {
        return commands.apply(new ApplyRequest(cluster, "me", Duration.ZERO, false, Optional.empty()));
    }

    private void load(Host host, String author) {
        byte[] line = ("{\"type\":\"Author\",\"data\":{\"name\":\"" + author + "\"}}").getBytes(StandardCharsets.UTF_8);
        try (IcebergGraphEngine engine = engine(host);
                Graph graph = engine.open(GraphRoot.ofCluster(store, "library"))) {
            graph.load(new ByteArrayInputStream(line), LoadMode.APPEND, WriteContext.main("me"), ProgressListener.NONE);
        }
    }

    private void boots(Host host) {
        try (IcebergGraphEngine engine = engine(host)) {
            BootOutcome outcome = new ServerBoot(store, new Ledger(store, host.ids(), host.clock()), engine)
                    .boot(new BootRequest(false, false, Map.of("OMNIGRAPH_SERVER_BEARER_TOKENS_JSON", TOKENS)));
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            BootOutcome.Serving.class,
                            serving -> serving.cluster().close());
        }
    }

    private void widen(String property) throws IOException {
        edit("library.pg", "name: String @key", "name: String @key  " + property);
    }

    private void edit(String file, String old, String text) throws IOException {
        Path path = cluster.resolve(file);
        Files.writeString(path, Files.readString(path).replace(old, text));
    }

    private void dies(Host host, String request, String old, String text) throws IOException {
        edit("library.pg", old, text);
        dies(host, request);
    }

    private void dies(Host host, String request) {
        CrashingObjectStore dying = CrashingObjectStore.atFirst(store, request, CrashingObjectStore.Moment.BEFORE);
        try {
            apply(commands(host, dying));
        } catch (SimulatedCrash expected) {
            assertThat(dying.crashed()).isTrue();
        }
        assertThat(dying.crashed()).isTrue();
    }

    private String lockId() {
        return Json.parse(String.valueOf(store.contents().get("__cluster/lock.json")))
                .path("lock_id")
                .asText();
    }

    private static void ok(CommandOutcome outcome) {
        assertThat(outcome.diagnostics().stream().filter(Diagnostic::isError)).isEmpty();
        if (outcome instanceof ApplyOutcome applied) {
            assertThat(applied.converged()).isTrue();
        }
    }
}

package org.omnigraph.controlplane.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.controlplane.task.ClusterCommands;
import org.omnigraph.controlplane.task.DoctorRequest;
import org.omnigraph.controlplane.task.ForceUnlockRequest;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.lock.StateLock;
import org.omnigraph.state.recovery.Sidecar;
import org.omnigraph.state.recovery.SidecarKind;
import org.omnigraph.state.recovery.SidecarStore;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.testing.SequenceIds;

/// A command that dies, and what was there when it began.
///
/// @param before what was done before, undisturbed
/// @param edit what the person then changed in the config folder
/// @param victim the command that dies
/// @param refreshes true if only a refresh gets there
/// @param approves true if the person's approval is part of getting there: it is given again if it got lost
record CrashScenario(
        String name,
        Setting before,
        Consumer<TestCluster> edit,
        BiConsumer<TestCluster, ClusterCommands> victim,
        boolean refreshes,
        boolean approves) {

    /// What happens before a scenario.
    interface Setting {
        void prepare(TestCluster cluster, ClusterCommands commands, ObjectStore store);
    }

    private static final String LOCK_ID_PREFIX = "K";

    /// What [#converged] leaves the ledger at.
    private static final long CONVERGED_REVISION = 2;

    static List<CrashScenario> all() {
        BiConsumer<TestCluster, ClusterCommands> apply = TestCluster::apply;
        return List.of(
                scenario("import", CrashScenario::nothing, CrashScenario::unchanged, TestCluster::importCluster),
                scenario(
                        "import of what is there",
                        CrashScenario::graphsWithoutLedger,
                        CrashScenario::unchanged,
                        TestCluster::importCluster),
                scenario("apply create", CrashScenario::imported, CrashScenario::unchanged, apply),
                scenario("apply second create", CrashScenario::converged, CrashScenario::twoGraphs, apply),
                scenario(
                        "apply query change",
                        CrashScenario::converged,
                        cluster -> cluster.write(
                                "queries/people.gq", TestCluster.QUERIES.replace("$p.name }", "$p.name as name }")),
                        apply),
                scenario(
                        "apply query addition",
                        CrashScenario::converged,
                        cluster -> cluster.write("queries/more.gq", TestCluster.QUERIES.replace("people", "more")),
                        apply),
                scenario(
                        "apply query removal",
                        CrashScenario::converged,
                        cluster -> cluster.write("cluster.yaml", """
                                version: 1
                                graphs:
                                  brain: { schema: brain.pg }
                                policies:
                                  base: { file: base.yaml, applies_to: [brain] }
                                """),
                        apply),
                scenario(
                        "apply policy change",
                        CrashScenario::converged,
                        cluster -> cluster.write("base.yaml", TestCluster.POLICY.replace("[ada]", "[ada, bob]")),
                        apply),
                scenario("apply binding change", CrashScenario::twoGraphsConverged, CrashScenario::rebound, apply),
                scenario(
                        "apply schema update",
                        CrashScenario::converged,
                        cluster -> cluster.write("brain.pg", TestCluster.SCHEMA_WIDER),
                        apply),
                scenario(
                        "apply of everything at once",
                        CrashScenario::converged,
                        cluster -> {
                            twoGraphs(cluster);
                            cluster.write("brain.pg", TestCluster.SCHEMA_WIDER);
                            cluster.write("base.yaml", TestCluster.POLICY.replace("[ada]", "[ada, bob]"));
                            cluster.write("queries/more.gq", TestCluster.QUERIES.replace("people", "more"));
                        },
                        apply),
                new CrashScenario(
                        "apply approved delete",
                        CrashScenario::approvedDelete,
                        CrashScenario::unchanged,
                        apply,
                        false,
                        true),
                scenario("apply retained removal", CrashScenario::retained, CrashScenario::emptied, apply),
                scenario(
                        "apply saved plan",
                        CrashScenario::converged,
                        cluster -> {
                            cluster.write("brain.pg", TestCluster.SCHEMA_WIDER);
                            cluster.write("base.yaml", TestCluster.POLICY.replace("[ada]", "[ada, bob]"));
                        },
                        (cluster, commands) -> cluster.apply(commands, cluster.savedPlan(commands))),
                new CrashScenario(
                        "apply saved plan of an approved delete",
                        CrashScenario::approvedDelete,
                        CrashScenario::unchanged,
                        (cluster, commands) -> cluster.apply(commands, cluster.savedPlan(commands)),
                        false,
                        true),
                scenario(
                        "rollback",
                        CrashScenario::grown,
                        cluster -> TestCluster.small(cluster.folder()),
                        (cluster, commands) -> cluster.rollback(commands, CONVERGED_REVISION)),
                scenario(
                        "rollback before the config goes back",
                        CrashScenario::grown,
                        CrashScenario::unchanged,
                        (cluster, commands) -> cluster.rollback(commands, CONVERGED_REVISION)),
                new CrashScenario(
                        "approve",
                        CrashScenario::converged,
                        CrashScenario::emptied,
                        (cluster, commands) -> cluster.approve(commands, "graph.brain"),
                        false,
                        true),
                scenario("refresh", CrashScenario::converged, CrashScenario::unchanged, TestCluster::refresh),
                scenario(
                        "refresh of a lost payload",
                        CrashScenario::payloadLost,
                        CrashScenario::unchanged,
                        TestCluster::refresh),
                new CrashScenario(
                        "refresh that adopts another schema",
                        CrashScenario::migratedBeside,
                        CrashScenario::unchanged,
                        TestCluster::refresh,
                        true,
                        false),
                scenario("force-unlock", CrashScenario::locked, CrashScenario::unchanged, CrashScenario::forceUnlock),
                scenario("doctor --fix", CrashScenario::headMissing, CrashScenario::unchanged, CrashScenario::doctor));
    }

    private static CrashScenario scenario(
            String name, Setting before, Consumer<TestCluster> edit, BiConsumer<TestCluster, ClusterCommands> victim) {
        return new CrashScenario(name, before, edit, victim, false, false);
    }

    private static void nothing(TestCluster cluster, ClusterCommands commands, ObjectStore store) {
        // The command begins with an empty store.
    }

    private static void unchanged(TestCluster cluster) {
        // The config is what it was.
    }

    private static void imported(TestCluster cluster, ClusterCommands commands, ObjectStore store) {
        assertThat(TestCluster.errors(cluster.importCluster(commands))).isEmpty();
    }

    private static void converged(TestCluster cluster, ClusterCommands commands, ObjectStore store) {
        imported(cluster, commands, store);
        assertThat(cluster.apply(commands).converged()).isTrue();
    }

    /// Schema, queries and policy have changed since [#CONVERGED_REVISION].
    private static void grown(TestCluster cluster, ClusterCommands commands, ObjectStore store) {
        converged(cluster, commands, store);
        cluster.write("brain.pg", TestCluster.SCHEMA_WIDER);
        cluster.write("base.yaml", TestCluster.POLICY.replace("[ada]", "[ada, bob]"));
        cluster.write("queries/people.gq", TestCluster.QUERIES.replace("$p.name }", "$p.name as name }"));
        assertThat(cluster.apply(commands).converged()).isTrue();
    }

    private static void graphsWithoutLedger(TestCluster cluster, ClusterCommands commands, ObjectStore store) {
        converged(cluster, commands, store);
        store.deletePrefix(ClusterSession.CLUSTER);
    }

    private static void twoGraphs(TestCluster cluster) {
        cluster.write("cluster.yaml", """
                version: 1
                graphs:
                  brain: { schema: brain.pg, queries: queries/ }
                  other: { schema: brain.pg }
                policies:
                  base: { file: base.yaml, applies_to: [brain, other] }
                """);
    }

    private static void twoGraphsConverged(TestCluster cluster, ClusterCommands commands, ObjectStore store) {
        twoGraphs(cluster);
        converged(cluster, commands, store);
    }

    private static void rebound(TestCluster cluster) {
        cluster.write("cluster.yaml", """
                version: 1
                graphs:
                  brain: { schema: brain.pg, queries: queries/ }
                  other: { schema: brain.pg }
                policies:
                  base: { file: base.yaml, applies_to: [other] }
                """);
    }

    private static void emptied(TestCluster cluster) {
        cluster.write("cluster.yaml", "version: 1\n");
    }

    private static void approvedDelete(TestCluster cluster, ClusterCommands commands, ObjectStore store) {
        converged(cluster, commands, store);
        emptied(cluster);
        assertThat(TestCluster.errors(cluster.approve(commands, "graph.brain"))).isEmpty();
    }

    private static void retained(TestCluster cluster, ClusterCommands commands, ObjectStore store) {
        cluster.write("cluster.yaml", """
                version: 1
                graphs:
                  brain: { schema: brain.pg, queries: queries/, on_remove: retain }
                policies:
                  base: { file: base.yaml, applies_to: [brain] }
                """);
        converged(cluster, commands, store);
    }

    private static void payloadLost(TestCluster cluster, ClusterCommands commands, ObjectStore store) {
        converged(cluster, commands, store);
        store.list(new KeyPrefix("__cluster/resources/query/")).forEach(object -> store.delete(object.key()));
    }

    /// A schema update was interrupted, and somebody else migrated the graph.
    private static void migratedBeside(TestCluster cluster, ClusterCommands commands, ObjectStore store) {
        converged(cluster, commands, store);
        TestCluster.migrateBeside(store);
        Sidecar interrupted = new Sidecar(
                new SequenceIds("M").next(),
                cluster.clock().instant().toString(),
                "ada",
                SidecarKind.SCHEMA_APPLY,
                "brain",
                GraphRoot.ofCluster(store, "brain").location(),
                Sidecar.NO_VERSION,
                Sidecar.NO_VERSION,
                "0".repeat(64),
                "",
                "",
                "");
        assertThat(new SidecarStore(store).write(interrupted)).isEmpty();
    }

    private static void locked(TestCluster cluster, ClusterCommands commands, ObjectStore store) {
        converged(cluster, commands, store);
        new StateLock(store, new SequenceIds(LOCK_ID_PREFIX), cluster.clock(), cluster.clock())
                .acquire("apply", 1, Duration.ZERO);
    }

    private static void headMissing(TestCluster cluster, ClusterCommands commands, ObjectStore store) {
        converged(cluster, commands, store);
        store.delete(Ledger.STATE_KEY);
    }

    private static void forceUnlock(TestCluster cluster, ClusterCommands commands) {
        commands.forceUnlock(new ForceUnlockRequest(cluster.folder(), new SequenceIds(LOCK_ID_PREFIX).next()));
    }

    private static void doctor(TestCluster cluster, ClusterCommands commands) {
        commands.doctor(new DoctorRequest(cluster.folder(), false, true, Duration.ZERO));
    }
}

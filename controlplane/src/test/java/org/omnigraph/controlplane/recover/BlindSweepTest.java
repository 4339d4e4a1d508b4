package org.omnigraph.controlplane.recover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnigraph.controlplane.task.ApplyOutcome;
import org.omnigraph.controlplane.task.ClusterCommands;
import org.omnigraph.controlplane.task.CommandOutcome;
import org.omnigraph.controlplane.testing.ApplyBench;
import org.omnigraph.controlplane.testing.RiggedObjectStore;
import org.omnigraph.controlplane.testing.Steps;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.recovery.Sidecar;
import org.omnigraph.state.store.ObjectKey;

/// A store that does not say what waits for recovery, or what stands at a graph's root: only a real "not there" means
/// absent (reliability.md §3, R2), so nothing moves and no record goes.
final class BlindSweepTest {
    @TempDir
    Path folder;

    private ApplyBench bench;
    private Sidecar waiting;

    /// The migration of `brain` is done, and the ledger does not know.
    @BeforeEach
    void interrupted() {
        bench = ApplyBench.converged(folder).widened();
        bench.apply(Steps.unknownAt("after schema_apply brain"));
        assertThat(bench.sidecars()).hasSize(1);
        waiting = bench.sidecars().getFirst();
    }

    private void assertNothingMoves(String blind, Function<ClusterCommands, CommandOutcome> command) {
        var before = bench.store().contents();
        Steps steps = Steps.undisturbed();

        CommandOutcome outcome =
                command.apply(bench.commands(new RiggedObjectStore(bench.store()).failing(blind), steps, () -> false));

        assertThat(TestCluster.codes(outcome)).contains("store_unreachable");
        assertThat(outcome.ok()).isFalse();
        assertThat(steps.heard()).isEmpty();
        assertThat(bench.store().contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST __cluster/recoveries/", "GET __cluster/recoveries/"})
    void apply_recoveriesUnreadable_movesNothing(String blind) {
        assertNothingMoves(blind, bench.cluster()::apply);
        assertThat(bench.sidecars()).containsExactly(waiting);
        bench.converge();
    }

    @Test
    void refresh_recoveriesUnreadable_recordsNothing() {
        assertNothingMoves("LIST __cluster/recoveries/", bench.cluster()::refresh);
    }

    @Test
    void rollback_recoveriesUnreadable_movesNothing() {
        assertNothingMoves(
                "LIST __cluster/recoveries/", commands -> bench.cluster().rollback(commands, 2));
    }

    @Test
    void plan_recoveriesUnreadable_plansNothing() {
        assertNothingMoves("LIST __cluster/recoveries/", bench.cluster()::plan);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST graphs/brain.omni/", "GET graphs/brain.omni/"})
    void apply_rootUnreadable_keepsTheRecord(String blind) {
        bench.cluster()
                .apply(bench.commands(
                        new RiggedObjectStore(bench.store()).failing(blind), Steps.undisturbed(), () -> false));

        assertThat(bench.sidecars()).contains(waiting);
        assertThat(bench.ledger().recoveryRecords()).isEmpty();
        assertThat(TestCluster.codes(bench.converge())).contains("cluster_recovery_rolled_forward");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JSON", "{}", "{\"schema_version\":2}"})
    void apply_recordThatCannotBeRead_blocksWhatMovesAnyGraphAndStays(String content) {
        ObjectKey odd = new ObjectKey("__cluster/recoveries/01ARZ3NDEKTSV4RRFFQ69G5FAV.json");
        bench.store().put(odd, content.getBytes(StandardCharsets.UTF_8));
        Steps steps = Steps.undisturbed();

        ApplyOutcome outcome = bench.apply(steps);

        assertThat(TestCluster.fates(outcome.changes())).contains("schema.other blocked cluster_recovery_pending");
        assertThat(steps.heard()).isEmpty();
        assertThat(outcome.converged()).isFalse();
        assertThat(bench.store().contents()).containsEntry(odd.value(), content);
        bench.store().delete(odd);
        bench.converge();
    }
}

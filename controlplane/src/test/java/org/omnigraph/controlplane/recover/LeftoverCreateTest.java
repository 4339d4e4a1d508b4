package org.omnigraph.controlplane.recover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.controlplane.task.ApplyOutcome;
import org.omnigraph.controlplane.testing.ApplyBench;
import org.omnigraph.controlplane.testing.Steps;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.recovery.Sidecar;
import org.omnigraph.state.testing.CrashingObjectStore;
import org.omnigraph.state.testing.CrashingObjectStore.Moment;
import org.omnigraph.state.testing.SimulatedCrash;

/// A create whose process dies before the graph is committed leaves inert files and a sidecar that says whose
/// they are (cluster-contract.md §9). It goes once its graph is made or no longer wanted, and not before.
final class LeftoverCreateTest {
    @TempDir
    Path folder;

    private ApplyBench bench;
    private Sidecar leftover;

    @BeforeEach
    void died() {
        bench = ApplyBench.imported(folder);
        CrashingObjectStore dying = CrashingObjectStore.atFirst(
                bench.store(), "PUT_IF_ABSENT graphs/brain.omni/format.json", Moment.BEFORE);
        try {
            bench.apply(dying);
        } catch (SimulatedCrash expected) {
            assertThat(dying.crashed()).isTrue();
        }
        assertThat(dying.crashed()).isTrue();
        bench.unlock();
        assertThat(bench.sidecars()).hasSize(1);
        leftover = bench.sidecars().getFirst();
        assertThat(bench.filesOf("brain")).singleElement().asString().contains(leftover.incarnation());
    }

    @Test
    void apply_createWorks_retiresIt() {
        bench.converge();
        assertThat(bench.filesOf("brain")).hasSize(3);
    }

    @Test
    void apply_createRefusedAgain_keepsIt() {
        ApplyOutcome outcome = bench.apply(Steps.refusedAt("before init brain"));

        assertThat(TestCluster.codes(outcome)).contains("graph_create_failed");
        assertThat(bench.sidecars()).containsExactly(leftover);
        bench.converge();
    }

    @Test
    void apply_createUnknownAgain_keepsBoth() {
        bench.apply(Steps.unknownAt("before init brain"));

        assertThat(bench.sidecars()).hasSize(2).contains(leftover);
        bench.converge();
    }

    @Test
    void apply_anotherGraphFails_retiresItBesideItsOwn() {
        bench.apply(Steps.refusedAt("before init other"));

        assertThat(bench.sidecars()).isEmpty();
        bench.converge();
    }

    @Test
    void apply_graphNoLongerWanted_retiresIt() {
        bench.cluster().write("cluster.yaml", "version: 1\n");
        bench.converge();
    }

    @Test
    void apply_secondCreateDiesToo_bothGo() {
        CrashingObjectStore dying = CrashingObjectStore.atFirst(
                bench.store(), "PUT_IF_ABSENT graphs/brain.omni/format.json", Moment.BEFORE);
        try {
            bench.apply(dying);
        } catch (SimulatedCrash expected) {
            assertThat(dying.crashed()).isTrue();
        }
        bench.unlock();
        assertThat(bench.sidecars())
                .extracting(Sidecar::incarnation)
                .doesNotHaveDuplicates()
                .hasSize(2);

        bench.converge();
    }
}

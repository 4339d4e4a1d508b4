package org.omnigraph.state.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.testing.FaultyObjectStore.Fault;
import org.omnigraph.state.testing.Report;

/// Thousands of seeded worlds of [SimulatedCluster]: several commands over one faulty store, one store operation at a
/// time. `-Dsimulation.seeds=N` tries more, `-Dsimulation.seed=S` tries one again.
class CommandSimulationTest {
    private static final int SEEDS = 1_000;

    @Test
    void interleavedCommands_faultyStore_invariantsHold() {
        long only = Long.getLong("simulation.seed", -1);
        long from = only < 0 ? 1 : only;
        long until = only < 0 ? Long.getLong("simulation.seeds", SEEDS) : only;
        Map<SimulatedCluster.End, Integer> ends = new EnumMap<>(SimulatedCluster.End.class);
        Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
        long steps = 0;
        for (long seed = from; seed <= until; seed++) {
            SimulatedCluster world = new SimulatedCluster(seed);
            try {
                world.run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + "; injected " + world.injected(), e);
            }
            world.ends().forEach(end -> ends.merge(end, 1, Integer::sum));
            world.faults().forEach(fault -> faults.merge(fault, 1, Integer::sum));
            steps += world.steps();
        }
        Report.count(
                "interleaved commands over a faulty store",
                (until - from + 1) + " seeds, " + steps + " steps, ends " + ends + ", faults " + faults);
        if (only < 0) {
            assertThat(ends.keySet()).containsAll(List.of(SimulatedCluster.End.values()));
            assertThat(faults.keySet()).isEqualTo(EnumSet.allOf(Fault.class));
        }
    }

    @Test
    void sameSeed_sameRun() {
        for (long seed : new long[] {7, 77, 777}) {
            SimulatedCluster one = new SimulatedCluster(seed);
            one.run();
            SimulatedCluster other = new SimulatedCluster(seed);
            other.run();
            assertThat(other.injected()).isEqualTo(one.injected());
            assertThat(other.contents()).isEqualTo(one.contents());
        }
    }
}

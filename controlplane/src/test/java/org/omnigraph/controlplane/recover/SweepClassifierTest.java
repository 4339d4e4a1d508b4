package org.omnigraph.controlplane.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.omnigraph.state.recovery.SidecarKind.GRAPH_CREATE;
import static org.omnigraph.state.recovery.SidecarKind.GRAPH_DELETE;
import static org.omnigraph.state.recovery.SidecarKind.SCHEMA_APPLY;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnigraph.controlplane.observe.GraphSight;
import org.omnigraph.state.recovery.Sidecar;
import org.omnigraph.state.recovery.SidecarKind;

/// Every row of the table of cluster-contract.md §9.
final class SweepClassifierTest {
    private static final String OLD = "a".repeat(64);
    private static final String NEW = "b".repeat(64);
    private static final String OTHER = "c".repeat(64);

    private static Sidecar sidecar(SidecarKind kind) {
        return new Sidecar("op", "", "", kind, "g", "", -1, -1, kind == GRAPH_DELETE ? "" : NEW, "", "", "mine");
    }

    private static GraphSight live(String digest) {
        return new GraphSight.Live(digest, 7, "mine");
    }

    static Stream<Arguments> rows() {
        GraphSight absent = new GraphSight.Absent();
        GraphSight own = new GraphSight.Partial(List.of("mine"));
        GraphSight ownTwice = new GraphSight.Partial(List.of("earlier", "mine"));
        GraphSight foreign = new GraphSight.Partial(List.of("mine", "foreign"));
        GraphSight broken = new GraphSight.Broken("torn");
        return Stream.of(
                Arguments.of(GRAPH_CREATE, absent, "", SweepDecision.Retire.class),
                Arguments.of(GRAPH_CREATE, own, "", SweepDecision.RetireLeftovers.class),
                Arguments.of(GRAPH_CREATE, ownTwice, "", SweepDecision.RetireLeftovers.class),
                Arguments.of(GRAPH_CREATE, foreign, "", SweepDecision.KeepIncomplete.class),
                Arguments.of(GRAPH_CREATE, broken, "", SweepDecision.KeepIncomplete.class),
                Arguments.of(GRAPH_CREATE, live(NEW), NEW, SweepDecision.Retire.class),
                Arguments.of(GRAPH_CREATE, live(NEW), "", SweepDecision.RollForward.class),
                Arguments.of(GRAPH_CREATE, live(OTHER), "", SweepDecision.KeepPending.class),
                Arguments.of(SCHEMA_APPLY, live(OLD), OLD, SweepDecision.Retire.class),
                Arguments.of(SCHEMA_APPLY, live(NEW), OLD, SweepDecision.RollForward.class),
                Arguments.of(SCHEMA_APPLY, live(OTHER), OLD, SweepDecision.KeepPending.class),
                Arguments.of(SCHEMA_APPLY, broken, OLD, SweepDecision.KeepUnopenable.class),
                Arguments.of(SCHEMA_APPLY, own, OLD, SweepDecision.KeepUnopenable.class),
                Arguments.of(SCHEMA_APPLY, absent, OLD, SweepDecision.Retire.class),
                Arguments.of(GRAPH_DELETE, live(OLD), OLD, SweepDecision.RetireUnfinishedDelete.class),
                Arguments.of(GRAPH_DELETE, broken, OLD, SweepDecision.RetireUnfinishedDelete.class),
                Arguments.of(GRAPH_DELETE, own, OLD, SweepDecision.RetireUnfinishedDelete.class),
                Arguments.of(GRAPH_DELETE, absent, OLD, SweepDecision.Tombstone.class),
                Arguments.of(GRAPH_DELETE, absent, "", SweepDecision.RetireRecordedDelete.class),
                Arguments.of(
                        GRAPH_DELETE, new GraphSight.Live(OLD, 7, "another"), OLD, SweepDecision.KeepPending.class));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void classify_row_decidesAsTheContractSays(
            SidecarKind kind, GraphSight sight, String ledgerSchema, Class<? extends SweepDecision> expected) {
        SweepDecision decision = SweepClassifier.classify(
                sidecar(kind), sight, ledgerSchema, !ledgerSchema.isEmpty(), Set.of("mine", "earlier"));
        assertThat(decision).isInstanceOf(expected);
    }
}

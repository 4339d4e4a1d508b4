package org.omnigraph.controlplane.recover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.controlplane.edit.LedgerEdit;
import org.omnigraph.controlplane.plan.PendingRecoveries;
import org.omnigraph.controlplane.session.Cancellation;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.controlplane.session.CommandProgress;
import org.omnigraph.controlplane.testing.ApplyBench;
import org.omnigraph.controlplane.testing.FakeGraphEngine;
import org.omnigraph.controlplane.testing.RiggedObjectStore;
import org.omnigraph.controlplane.testing.Steps;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.ResourceStatus;
import org.omnigraph.state.recovery.Sidecar;
import org.omnigraph.state.recovery.SidecarEntry;
import org.omnigraph.state.recovery.SidecarKind;
import org.omnigraph.state.recovery.SidecarStore;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.testing.SequenceIds;

/// What the sweep itself writes into the ledger, and says: what the command after it writes would hide it.
final class SweepEditsTest {
    private static final String AT = "2026-01-01T00:00:00Z";
    private static final GraphId BRAIN = new GraphId("brain");

    @TempDir
    Path folder;

    private final List<Diagnostic> said = new ArrayList<>();
    private ApplyBench bench;
    private ClusterState before;

    @BeforeEach
    void converged() {
        bench = ApplyBench.converged(folder);
        before = bench.ledger();
    }

    private ClusterSession session(ObjectStore store) {
        SequenceIds ids = new SequenceIds("S");
        return new ClusterSession(
                store,
                () -> new FakeGraphEngine(ids),
                bench.cluster().clock(),
                ids,
                bench.cluster().clock(),
                CommandProgress.NONE,
                Cancellation.NEVER);
    }

    private LedgerEdit sweep() {
        LedgerEdit edit = new LedgerEdit(before);
        ClusterSession session = session(bench.store());
        Sweep.run(session, session.sidecars().list(), edit, said);
        return edit;
    }

    private Sidecar interrupted(SidecarKind kind, String desired) {
        Sidecar sidecar = new Sidecar(
                new SequenceIds(kind.name().substring(0, 1)).next(),
                AT,
                "ada",
                kind,
                "brain",
                "graphs/brain.omni",
                -1,
                -1,
                desired,
                "",
                "",
                "");
        assertThat(new SidecarStore(bench.store()).write(sidecar)).isEmpty();
        return sidecar;
    }

    private static String status(LedgerEdit edit, String address) {
        ResourceStatus status = edit.status(address);
        return status == null ? "" : status.status().wireName() + " " + status.conditions() + " " + status.message();
    }

    @Test
    void rollForward_recordsTheSchemaThatIsLive_theGraphThatFollows_andThatNoConfigIsApplied() {
        TestCluster.migrateBeside(bench.store());
        String wider = TestCluster.widerSchema().digest().hex();
        Sidecar sidecar = interrupted(SidecarKind.SCHEMA_APPLY, wider);
        before = before.toBuilder().configDigest("c".repeat(64)).build();

        LedgerEdit edit = sweep();

        ClusterState after = edit.build();
        assertThat(edit.digest("schema.brain")).isEqualTo(wider);
        assertThat(edit.digest("graph.brain"))
                .isNotEqualTo(new LedgerEdit(before).digest("graph.brain"))
                .hasSize(64);
        assertThat(after.toBuilder().configDigest()).isEmpty();
        assertThat(status(edit, "schema.brain")).isEqualTo("applied [] ");
        assertThat(status(edit, "graph.brain")).isEqualTo("applied [] ");
        assertThat(String.valueOf(after.recoveryRecords().get(sidecar.operationId())))
                .contains("\"outcome\":\"rolled_forward\"", "\"started_at\":\"" + AT + "\"", "\"actor\":\"ada\"");
        assertThat(said).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.CLUSTER_RECOVERY_ROLLED_FORWARD);
            assertThat(diagnostic.message()).startsWith("The schema update of graph `brain` was interrupted");
        });
    }

    @Test
    void createOverARootThatCannotBeOpened_saysSoInTheLedger() {
        bench.store().put(new ObjectKey("graphs/brain.omni/format.json"), "{".getBytes(StandardCharsets.UTF_8));
        interrupted(SidecarKind.GRAPH_CREATE, "0".repeat(64));

        LedgerEdit edit = sweep();

        assertThat(status(edit, "graph.brain")).startsWith("error [graph_create_incomplete] ");
        assertThat(said).extracting(Diagnostic::code).containsExactly(DiagnosticCode.GRAPH_CREATE_INCOMPLETE);
    }

    @Test
    void anotherSchemaLive_advisesARefresh_anotherGraphAfterADelete_doesNot() {
        TestCluster.migrateBeside(bench.store());
        interrupted(SidecarKind.SCHEMA_APPLY, "0".repeat(64));
        assertThat(status(sweep(), "graph.brain")).startsWith("drifted [actual_applied_state_pending] ");
        assertThat(said)
                .singleElement()
                .satisfies(diagnostic -> assertThat(diagnostic.help())
                        .isEqualTo("Run `omnigraph cluster refresh`, then look at the plan again."));
        bench.sidecars().forEach(new SidecarStore(bench.store())::retire);
        said.clear();

        Sidecar delete = new Sidecar(
                "D1", AT, "ada", SidecarKind.GRAPH_DELETE, "brain", "graphs/brain.omni", -1, -1, "", "", "", "other");
        assertThat(new SidecarStore(bench.store()).write(delete)).isEmpty();
        sweep();
        assertThat(said)
                .singleElement()
                .satisfies(diagnostic -> assertThat(diagnostic.help())
                        .startsWith("Nobody approved that this graph goes.")
                        .contains("recoveries/D1.json"));
    }

    @Test
    void pending_namesTheGraphThatWaits_andBlocksAllForARecordOfNone() {
        interrupted(SidecarKind.SCHEMA_APPLY, "0".repeat(64));
        List<SidecarEntry> one = new SidecarStore(bench.store()).list();

        PendingRecoveries pending = Sweep.pending(one, said);

        assertThat(pending.graphs()).containsExactly(BRAIN);
        assertThat(pending.blocksAll()).isFalse();
        assertThat(said)
                .extracting(Diagnostic::message)
                .singleElement()
                .asString()
                .startsWith("The schema update");

        Sidecar nameless = new Sidecar(
                "N1", AT, "ada", SidecarKind.SCHEMA_APPLY, "No Graph", "graphs/x.omni", -1, -1, "", "", "", "");
        assertThat(new SidecarStore(bench.store()).write(nameless)).isEmpty();
        assertThat(Sweep.pending(new SidecarStore(bench.store()).list(), said).blocksAll())
                .isTrue();
    }

    @Test
    void markConsumed_whoseOutcomeNobodyKnows_keepsTheRecordOfTheDelete() {
        Approval approval = new Approval(
                "P1", "graph.brain", "delete", "", "a".repeat(64), "b".repeat(64), "", "", "bob", AT, "", "");
        assertThat(bench.approvals()).isEmpty();
        assertThat(session(bench.store()).approvals().write(approval)).isEmpty();
        Sidecar sidecar = interrupted(SidecarKind.GRAPH_DELETE, "");
        ClusterSession session = session(new RiggedObjectStore(bench.store())
                .answering("PUT __cluster/approvals/", new PutOutcome.Unknown("rigged")));
        SweepResult result = new SweepResult(
                PendingRecoveries.NONE,
                List.of(approval.consumed(AT, sidecar.operationId())),
                List.of(sidecar),
                List.of(),
                List.of(),
                Set.of());

        Sweep.settle(session, result, said);

        assertThat(said)
                .singleElement()
                .satisfies(diagnostic -> assertThat(diagnostic.message()).contains("approval P1 is used up"));
        assertThat(bench.sidecars()).containsExactly(sidecar);
        said.clear();
        Sweep.settle(session(bench.store()), result, said);
        assertThat(said).isEmpty();
        assertThat(bench.sidecars()).isEmpty();
        assertThat(bench.approvals()).allMatch(Approval::isConsumed);
    }

    @Test
    void adoption_ofAGraphThatIsNotDeclared_recordsWhatTheSweepSaw() {
        TestCluster.migrateBeside(bench.store());
        interrupted(SidecarKind.SCHEMA_APPLY, "0".repeat(64));
        bench.cluster().write("cluster.yaml", "version: 1\n");

        var refreshed = bench.cluster().refresh(bench.commands(bench.store(), Steps.undisturbed(), () -> false));

        assertThat(bench.status("graph.brain")).isEqualTo("applied");
        assertThat(bench.status("schema.brain")).isEqualTo("applied");
        assertThat(String.valueOf(bench.ledger().observations().get("graph.brain")))
                .contains(
                        "\"exists\":true",
                        "\"live_schema_digest\":\""
                                + TestCluster.widerSchema().digest().hex() + "\"",
                        "\"manifest_version\":");
        assertThat(refreshed.diagnostics())
                .filteredOn(diagnostic -> diagnostic.code() == DiagnosticCode.CLUSTER_RECOVERY_ADOPTED)
                .extracting(Diagnostic::message)
                .singleElement()
                .asString()
                .contains("The config does not declare the graph");
    }

    @Test
    void adoption_ofADeclaredGraph_doesNotSayThatItWillGo() {
        TestCluster.migrateBeside(bench.store());
        interrupted(SidecarKind.SCHEMA_APPLY, "0".repeat(64));

        var refreshed = bench.cluster().refresh(bench.commands(bench.store(), Steps.undisturbed(), () -> false));

        assertThat(refreshed.diagnostics())
                .filteredOn(diagnostic -> diagnostic.code() == DiagnosticCode.CLUSTER_RECOVERY_ADOPTED)
                .extracting(Diagnostic::message)
                .singleElement()
                .asString()
                .doesNotContain("does not declare");
    }
}

package org.omnigraph.controlplane.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.controlplane.task.ObserveOutcome;
import org.omnigraph.controlplane.task.RollbackOutcome;
import org.omnigraph.controlplane.testing.ApplyBench;
import org.omnigraph.controlplane.testing.RiggedObjectStore;
import org.omnigraph.controlplane.testing.Steps;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.store.ObjectKey;

/// Content in the catalog that is no longer what the ledger's digest says (cluster-contract.md §10): no command takes
/// it for the real one.
final class AlteredPayloadTest {
    @TempDir
    Path folder;

    private ApplyBench bench;
    private String policy;

    /// One letter of the policy's content is another one, and its length is the same.
    @BeforeEach
    void altered() {
        bench = ApplyBench.converged(folder);
        policy = bench.store().contents().keySet().stream()
                .filter(key -> key.startsWith("__cluster/resources/policy/base/"))
                .findFirst()
                .orElseThrow();
        String content = String.valueOf(bench.store().contents().get(policy));
        assertThat(content).contains("ada");
        bench.store().put(new ObjectKey(policy), content.replace("ada", "eve").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void status_namesIt() {
        assertThat(TestCluster.codes(bench.cluster().status(bench.healthy())))
                .containsExactly("catalog_payload_mismatch");
    }

    @Test
    void refresh_takesItOutOfTheLedgerAndApplyPutsTheRealOneBack() {
        ObserveOutcome refreshed = bench.cluster().refresh(bench.healthy());

        assertThat(TestCluster.codes(refreshed)).containsExactly("catalog_payload_mismatch");
        assertThat(bench.ledger().resources()).doesNotContainKey("policy.base");
        assertThat(bench.status("policy.base")).isEqualTo("drifted payload_mismatch");
        bench.converge();
        assertThat(bench.store().contents().get(policy)).contains("ada").doesNotContain("eve");
        assertThat(TestCluster.codes(bench.cluster().status(bench.healthy()))).isEmpty();
    }

    @Test
    void refresh_contentUnreadable_keepsTheDigestAndFails() {
        RiggedObjectStore blind = new RiggedObjectStore(bench.store()).failing("GET " + policy);

        ObserveOutcome refreshed = bench.cluster().refresh(bench.commands(blind, Steps.undisturbed(), () -> false));

        assertThat(TestCluster.codes(refreshed)).containsExactly("catalog_payload_read_error");
        assertThat(refreshed.ok()).isFalse();
        assertThat(bench.ledger().resources()).containsKey("policy.base");
        assertThat(bench.status("policy.base")).isEqualTo("error payload_read_error");
    }

    @Test
    void rollback_toIt_isRefusedByName() {
        long to = bench.ledger().stateRevision();
        bench.cluster().write("base.yaml", TestCluster.POLICY.replace("[ada]", "[ada, bob]"));
        bench.converge();

        RollbackOutcome outcome = bench.cluster().rollback(bench.healthy(), to);

        assertThat(TestCluster.fates(outcome.changes())).containsExactly("policy.base blocked payload_unavailable");
        assertThat(outcome.diagnostics())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("was damaged"));
        assertThat(outcome.stateWritten()).isFalse();
    }

    @Test
    void rollback_contentUnreadable_isRefusedByName() {
        long to = bench.ledger().stateRevision();
        bench.cluster().write("base.yaml", TestCluster.POLICY.replace("[ada]", "[ada, bob]"));
        bench.converge();
        RiggedObjectStore blind = new RiggedObjectStore(bench.store()).failing("GET " + policy);

        RollbackOutcome outcome = bench.cluster().rollback(bench.commands(blind, Steps.undisturbed(), () -> false), to);

        assertThat(TestCluster.fates(outcome.changes())).containsExactly("policy.base blocked payload_unavailable");
        assertThat(outcome.diagnostics())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("cannot be read"));
    }
}

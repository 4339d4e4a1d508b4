package org.omnigraph.controlplane.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.controlplane.health.HealthStatus;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.lock.StateLock;
import org.omnigraph.state.store.LocalObjectStore;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;
import org.omnigraph.state.testing.UnconditionalObjectStore;

/// `cluster doctor`: each thing that can be wrong is seen, named, and makes the cluster as bad as it is.
final class DoctorTest {
    @TempDir
    private Path folder;

    private final MemoryObjectStore store = new MemoryObjectStore();
    private TestCluster cluster;

    @BeforeEach
    void prepare() {
        cluster = TestCluster.small(folder);
    }

    @Test
    void convergedCluster_isHealthyAndUntouched() {
        converge(store);
        var before = store.contents();
        DoctorOutcome outcome = doctor(store, false, false);

        assertThat(statuses(outcome))
                .containsEntry("config", HealthStatus.HEALTHY)
                .containsEntry("ledger", HealthStatus.HEALTHY)
                .containsEntry("lock", HealthStatus.HEALTHY)
                .containsEntry("catalog", HealthStatus.HEALTHY)
                .containsEntry("policies", HealthStatus.HEALTHY)
                .containsEntry("graphs", HealthStatus.HEALTHY)
                .containsEntry("conditional_writes", HealthStatus.UNVERIFIED);
        assertThat(outcome.status()).isEqualTo(HealthStatus.UNVERIFIED);
        assertThat(outcome.diagnostics()).isEmpty();
        assertThat(store.contents()).isEqualTo(before);
    }

    @Test
    void probe_provesASafeStoreAndLeavesNothing() {
        converge(store);
        var before = store.contents();
        DoctorOutcome outcome = doctor(store, true, false);

        assertThat(outcome.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(store.contents()).isEqualTo(before);
    }

    @Test
    void probe_namesAnUnsafeStore() {
        converge(store);
        DoctorOutcome outcome = doctor(new UnconditionalObjectStore(store), true, false);

        assertThat(statuses(outcome)).containsEntry("conditional_writes", HealthStatus.CORRUPT);
        assertThat(TestCluster.codes(outcome)).contains("store_conditional_writes_broken");
        assertThat(outcome.ok()).isFalse();
    }

    @Test
    void import_refusesAnUnsafeStoreAndWritesNothing() {
        ObserveOutcome outcome =
                cluster.importCluster(cluster.commands(new UnconditionalObjectStore(store), new SequenceIds("A")));

        assertThat(TestCluster.codes(outcome)).containsExactly("store_conditional_writes_broken");
        assertThat(outcome.stateWritten()).isFalse();
        assertThat(store.contents()).isEmpty();
    }

    @Test
    void everythingWrongAtOnce_isAllSeen() {
        converge(store);
        ClusterCommands commands = cluster.commands(store, new SequenceIds("B"));
        cluster.write("brain.pg", "node {");
        store.put(new ObjectKey("__cluster/recoveries/broken.json"), new byte[] {'{'});
        new StateLock(store, new SequenceIds("L"), cluster.clock(), cluster.clock()).acquire("apply", 7, Duration.ZERO);
        String blob = store.contents().keySet().stream()
                .filter(key -> key.contains("resources/query"))
                .findFirst()
                .orElseThrow();
        store.delete(new ObjectKey(blob));
        store.contents().keySet().stream()
                .filter(key -> key.startsWith("graphs/brain.omni/"))
                .forEach(key -> store.delete(new ObjectKey(key)));
        store.delete(Ledger.STATE_KEY);

        DoctorOutcome outcome = commands.doctor(new DoctorRequest(folder, false, false, Duration.ZERO));

        assertThat(statuses(outcome))
                .containsEntry("config", HealthStatus.CORRUPT)
                .containsEntry("ledger", HealthStatus.STALE)
                .containsEntry("lock", HealthStatus.DEGRADED)
                .containsEntry("recoveries", HealthStatus.DEGRADED)
                .containsEntry("catalog", HealthStatus.MISSING)
                .containsEntry("graphs", HealthStatus.MISSING);
        assertThat(outcome.status()).isEqualTo(HealthStatus.CORRUPT);
        assertThat(TestCluster.codes(outcome))
                .contains(
                        "state_head_behind",
                        "state_lock_held",
                        "invalid_recovery_sidecar",
                        "catalog_payload_missing",
                        "graph_missing");
    }

    @Test
    void damagedLedger_isCorruptAndTheRestIsStillSeen() {
        converge(store);
        store.put(Ledger.STATE_KEY, new byte[] {'{'});
        DoctorOutcome outcome = doctor(store, false, false);

        assertThat(statuses(outcome))
                .containsEntry("ledger", HealthStatus.CORRUPT)
                .containsEntry("lock", HealthStatus.HEALTHY)
                .doesNotContainKey("graphs");
        assertThat(outcome.ok()).isFalse();
    }

    @Test
    void damagedPolicy_isSeen() {
        converge(store);
        String key = store.contents().keySet().stream()
                .filter(each -> each.contains("resources/policy"))
                .findFirst()
                .orElseThrow();
        store.put(new ObjectKey(key), new byte[] {'?'});

        assertThat(statuses(doctor(store, false, false))).containsEntry("catalog", HealthStatus.CORRUPT);
    }

    @Test
    void storeThatDoesNotAnswer_isUnreachable() {
        ObjectStore silent = new org.omnigraph.state.testing.InterceptingObjectStore(store) {
            @Override
            protected <T> T intercept(
                    org.omnigraph.state.testing.StoreOperation operation,
                    String key,
                    java.util.function.Supplier<T> call) {
                throw new StoreException(DiagnosticCode.STORE_UNREACHABLE, "s3://bucket", "no answer");
            }
        };
        DoctorOutcome outcome = doctor(silent, true, false);

        assertThat(statuses(outcome))
                .containsOnlyKeys("config", "store")
                .containsEntry("store", HealthStatus.UNREACHABLE);
        assertThat(TestCluster.codes(outcome)).containsExactly("store_unreachable");
    }

    @Test
    void fix_mendsWhatCanLoseNothingAndOnlyThat() throws IOException {
        LocalObjectStore local = LocalObjectStore.at(folder.resolve("storage"));
        converge(local);
        Path root = folder.resolve("storage");
        Path old = Files.writeString(root.resolve("__cluster/.og-tmp-old"), "half");
        Files.setLastModifiedTime(old, FileTime.from(cluster.clock().instant().minus(Duration.ofDays(1))));
        Path young = Files.writeString(root.resolve("graphs/.og-tmp-young"), "half");
        Files.setLastModifiedTime(young, FileTime.from(cluster.clock().instant()));
        local.put(new ObjectKey("__cluster/probe/dead"), new byte[] {1});
        local.delete(Ledger.STATE_KEY);

        DoctorOutcome before = doctor(local, false, false);
        assertThat(statuses(before))
                .containsEntry("ledger", HealthStatus.STALE)
                .containsEntry("temporary_files", HealthStatus.DEGRADED)
                .containsEntry("store", HealthStatus.HEALTHY)
                .containsKey("disk_space");
        assertThat(before.repairs()).isEmpty();
        assertThat(old).exists();

        DoctorOutcome after = doctor(local, false, true);
        assertThat(after.repairs())
                .containsExactly(
                        "brought state.json up to revision 2", "removed 1 probe object", "removed 1 temporary file");
        assertThat(after.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(doctor(local, false, true).repairs()).isEmpty();
    }

    @Test
    void fix_waitsForTheLock() {
        converge(store);
        new StateLock(store, new SequenceIds("L"), cluster.clock(), cluster.clock()).acquire("apply", 7, Duration.ZERO);
        store.delete(Ledger.STATE_KEY);
        DoctorOutcome outcome = doctor(store, false, true);

        assertThat(outcome.repairs()).isEmpty();
        assertThat(outcome.ok()).isFalse();
        assertThat(TestCluster.codes(outcome)).contains("state_lock_held", "state_head_behind");
    }

    private void converge(ObjectStore target) {
        ClusterCommands commands = cluster.commands(target, new SequenceIds("A"));
        cluster.importCluster(commands);
        assertThat(cluster.apply(commands).converged()).isTrue();
    }

    private DoctorOutcome doctor(ObjectStore target, boolean probe, boolean fix) {
        return cluster.commands(target, new SequenceIds("D"))
                .doctor(new DoctorRequest(folder, probe, fix, Duration.ZERO));
    }

    private static Map<String, HealthStatus> statuses(DoctorOutcome outcome) {
        Map<String, HealthStatus> statuses = new TreeMap<>();
        outcome.checks().forEach(check -> statuses.put(check.name(), check.status()));
        return statuses;
    }
}

package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.cli.cluster.ReplayView;
import org.omnigraph.controlplane.task.ClusterCommands;
import org.omnigraph.controlplane.task.DigestFile;
import org.omnigraph.controlplane.task.ReplayOutcome;
import org.omnigraph.controlplane.task.ReplayRequest;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;

/// `cluster replay`: what another machine replays is the same, and whatever is not the same is named.
final class ReplayTest {
    @TempDir
    private Path folder;

    private final MemoryObjectStore store = new MemoryObjectStore();
    private TestCluster cluster;

    @BeforeEach
    void converge() {
        cluster = TestCluster.small(folder);
        ClusterCommands commands = cluster.commands(store, new SequenceIds("A"));
        cluster.importCluster(commands);
        assertThat(cluster.apply(commands).converged()).isTrue();
    }

    @Test
    void aCopy_hasTheSameDigests() {
        DigestFile digests = digests(replay(store, Optional.empty()));
        ReplayOutcome there = replay(store.copy(), Optional.of(digests));

        assertThat(digests.revision()).isEqualTo(2);
        assertThat(digests.digests()).containsOnlyKeys("state", "resources", "approvals", "recoveries", "full");
        assertThat(there.compared()).isTrue();
        assertThat(there.diagnostics()).isEmpty();
    }

    @Test
    void aNewerLedger_isComparedAtTheOlderRevision() {
        DigestFile digests = digests(replay(store, Optional.empty()));
        cluster.write("queries/more.gq", TestCluster.QUERIES.replace("people", "more"));
        cluster.apply(cluster.commands(store, new SequenceIds("B")));

        ReplayOutcome there = replay(store, Optional.of(digests));
        assertThat(there.newestRevision()).isEqualTo(3);
        assertThat(there.revision()).isEqualTo(2);
        assertThat(there.diagnostics()).isEmpty();
    }

    @Test
    void anotherHistory_isAMismatchEvenIfItEndsInTheSameResources() {
        MemoryObjectStore other = new MemoryObjectStore();
        ClusterCommands commands = cluster.commands(other, new SequenceIds("X"));
        cluster.importCluster(commands);
        assertThat(cluster.apply(commands).converged()).isTrue();

        ReplayOutcome there = replay(other, Optional.of(digests(replay(store, Optional.empty()))));
        assertThat(TestCluster.codes(there)).contains("replay_mismatch");
        assertThat(there.diagnostics())
                .anySatisfy(problem -> assertThat(problem.message()).contains("`full`"));
        assertThat(there.diagnostics())
                .noneSatisfy(problem -> assertThat(problem.message()).contains("`resources`"));
        assertThat(there.ok()).isFalse();
    }

    @Test
    void anOlderLedger_lacksTheRevision() {
        MemoryObjectStore older = new MemoryObjectStore();
        cluster.importCluster(cluster.commands(older, new SequenceIds("X")));

        ReplayOutcome there = replay(older, Optional.of(digests(replay(store, Optional.empty()))));
        assertThat(TestCluster.codes(there)).containsExactly("replay_mismatch");
    }

    @Test
    void aDamagedRecord_isNamed() {
        ObjectKey key = new ObjectKey("__cluster/revisions/00000000000000000001.json");
        String record = store.contents().getOrDefault(key.value(), "");
        store.put(key, record.replace("import", "impart").getBytes(StandardCharsets.UTF_8));

        ReplayOutcome outcome = replay(store, Optional.empty());
        assertThat(TestCluster.codes(outcome)).contains("invalid_revision_record");
        assertThat(outcome.ok()).isFalse();
    }

    @Test
    void anEmptyLog_isSaid() {
        ReplayOutcome outcome = replay(new MemoryObjectStore(), Optional.empty());

        assertThat(TestCluster.codes(outcome)).containsExactly("state_not_found");
        assertThat(outcome.digests()).isEmpty();
        assertThat(outcome.revision()).isEqualTo(-1);
    }

    private ReplayOutcome replay(MemoryObjectStore target, Optional<DigestFile> against) {
        return cluster.commands(target, new SequenceIds("R")).replay(new ReplayRequest(folder, against));
    }

    private static DigestFile digests(ReplayOutcome outcome) {
        return DigestFile.parse(new ReplayView(outcome).json().toString());
    }
}

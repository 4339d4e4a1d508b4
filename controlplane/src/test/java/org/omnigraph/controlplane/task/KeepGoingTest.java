package org.omnigraph.controlplane.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.controlplane.plan.Disposition;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;

/// `apply --keep-going`: one graph fails, an independent one goes on, an approved delete never does.
final class KeepGoingTest {
    @TempDir
    private Path folder;

    private final MemoryObjectStore store = new MemoryObjectStore();
    private TestCluster cluster;
    private ClusterCommands commands;

    /// `brain` cannot be migrated, `other` can, and `third` is approved to go.
    @BeforeEach
    void makeCluster() {
        cluster =
                TestCluster.small(folder).write("other.pg", TestCluster.SCHEMA).write("cluster.yaml", """
                version: 1
                graphs:
                  brain: { schema: brain.pg }
                  other: { schema: other.pg }
                  third: { schema: other.pg }
                """);
        commands = cluster.commands(store, new SequenceIds());
        cluster.importCluster(commands);
        assertThat(cluster.apply(commands).converged()).isTrue();
        cluster.write("brain.pg", TestCluster.SCHEMA + "// refuse\n")
                .write("other.pg", TestCluster.SCHEMA_WIDER)
                .write("cluster.yaml", """
                        version: 1
                        graphs:
                          brain: { schema: brain.pg }
                          other: { schema: other.pg }
                        """);
        assertThat(cluster.approve(commands, "graph.third").ok()).isTrue();
    }

    private ApplyOutcome apply(boolean keepGoing) {
        return commands.apply(new ApplyRequest(folder, "ada", Duration.ZERO, keepGoing, Optional.empty()));
    }

    @Test
    void apply_withoutIt_stopsAtTheFirstFailure() {
        assertThat(apply(false).changes())
                .extracting(change -> change.resource().toString(), c -> c.disposition(), c -> c.reason())
                .containsExactly(
                        Tuple.tuple("graph.brain", Disposition.BLOCKED, "dependency_not_applied"),
                        Tuple.tuple("graph.other", Disposition.BLOCKED, "dependency_not_applied"),
                        Tuple.tuple("graph.third", Disposition.BLOCKED, "graph_delete_skipped"),
                        Tuple.tuple("schema.brain", Disposition.BLOCKED, "schema_apply_failed"),
                        Tuple.tuple("schema.other", Disposition.BLOCKED, "schema_apply_skipped"),
                        Tuple.tuple("schema.third", Disposition.BLOCKED, "dependency_not_applied"));
    }

    @Test
    void apply_withIt_appliesTheIndependentGraphAndDeletesNothing() {
        assertThat(apply(true).changes())
                .extracting(change -> change.resource().toString(), c -> c.disposition(), c -> c.reason())
                .containsExactly(
                        Tuple.tuple("graph.brain", Disposition.BLOCKED, "dependency_not_applied"),
                        Tuple.tuple("graph.other", Disposition.DERIVED, ""),
                        Tuple.tuple("graph.third", Disposition.BLOCKED, "graph_delete_skipped"),
                        Tuple.tuple("schema.brain", Disposition.BLOCKED, "schema_apply_failed"),
                        Tuple.tuple("schema.other", Disposition.APPLIED, ""),
                        Tuple.tuple("schema.third", Disposition.BLOCKED, "dependency_not_applied"));
        assertThat(store.contents().keySet()).anyMatch(key -> key.startsWith("graphs/third.omni/"));
    }
}

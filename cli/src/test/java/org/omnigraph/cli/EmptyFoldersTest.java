package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.cli.CliRun.Ran;

/// On a local disk a command leaves no empty folder where an object store would hold nothing.
final class EmptyFoldersTest {
    @TempDir
    Path folder;

    @Test
    void plan_withoutALedger_leavesNothingBehind() throws IOException {
        TinyCluster cluster = TinyCluster.written(folder);
        cluster.must("cluster", "plan", "--config", "brain");
        assertThat(folder.resolve("brain/__cluster")).doesNotExist();
    }

    @Test
    void plan_withoutAStorageRoot_leavesNothingBehind() throws IOException {
        TinyCluster cluster = TinyCluster.written(folder);
        Path yaml = folder.resolve("brain/cluster.yaml");
        Files.writeString(yaml, Files.readString(yaml) + "storage: " + folder.resolve("far/away") + "\n");
        cluster.must("cluster", "plan", "--config", "brain");
        assertThat(folder.resolve("far")).doesNotExist();
    }

    @Test
    void apply_ofAnApprovedGraphDelete_leavesNoEmptyRoot() throws IOException {
        TinyCluster cluster = TinyCluster.loaded(folder);
        assertThat(folder.resolve(cluster.graph())).isDirectory();
        Files.writeString(folder.resolve("brain/cluster.yaml"), "version: 1\ngraphs: {}\n");
        cluster.must("cluster", "approve", "graph.people", "--config", "brain", "--as", "me");
        Ran applied = cluster.must("cluster", "apply", "--config", "brain", "--as", "me");
        assertThat(applied.out()).contains("graph.people");
        assertThat(folder.resolve("brain/graphs")).doesNotExist();
    }
}

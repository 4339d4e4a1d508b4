package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.cli.CliRun.Ran;
import org.omnigraph.state.json.Json;

/// Who acts when `--as` is not given.
final class OperatorFileTest {
    @TempDir
    Path folder;

    @Test
    void actor_ofTheCurrentFolder_comesFirst() throws IOException {
        TinyCluster cluster = imported();
        write("omnigraph.yaml", "cli:\n  actor: here\n");
        write("home/.omnigraph/config.yaml", "operator:\n  actor: home\n");
        assertThat(applyActor(cluster.run("cluster", "apply", "--config", "brain", "--json")))
                .isEqualTo("here");
    }

    @Test
    void actor_ofTheHomeFolder_isNext_andOmnigraphHomeMovesIt() throws IOException {
        TinyCluster cluster = imported();
        write("home/.omnigraph/config.yaml", "operator:\n  actor: home\n");
        write("elsewhere/config.yaml", "operator:\n  actor: moved\nservers: {}\n");
        assertThat(applyActor(cluster.run("cluster", "apply", "--config", "brain", "--json")))
                .isEqualTo("home");
        assertThat(applyActor(new CliRun(folder)
                        .environment(Map.of("OMNIGRAPH_HOME", "elsewhere"))
                        .run("cluster", "apply", "--config", "brain", "--json")))
                .isEqualTo("moved");
    }

    @Test
    void actor_fromAMalformedFile_failsLoudlyUnlessAsIsGiven() throws IOException {
        TinyCluster cluster = imported();
        for (String broken :
                new String[] {"cli: [", "- a\n", "cli: me\n", "cli:\n  actor: 7\n", "cli:\n  actor: ''\n"}) {
            write("omnigraph.yaml", broken);
            Ran ran = cluster.run("cluster", "apply", "--config", "brain");
            assertThat(ran.exitCode()).as(broken).isEqualTo(78);
            assertThat(ran.err()).contains("operator_config_invalid", "omnigraph.yaml");
        }
        assertThat(cluster.run("cluster", "apply", "--config", "brain", "--as", "me")
                        .exitCode())
                .isZero();
        assertThat(cluster.run("cluster", "plan", "--config", "brain").exitCode())
                .isZero();
    }

    @Test
    void approve_withoutAnyActor_isRefused() throws IOException {
        imported();
        Ran ran = new CliRun(folder).run("cluster", "approve", "graph.people", "--config", "brain");
        assertThat(ran.exitCode()).isEqualTo(64);
        assertThat(ran.err()).contains("actor_required");
    }

    private TinyCluster imported() throws IOException {
        TinyCluster cluster = TinyCluster.written(folder);
        cluster.must("cluster", "import", "--config", "brain", "--as", "me");
        return cluster;
    }

    private static String applyActor(Ran ran) {
        assertThat(ran.exitCode()).as(ran.out()).isZero();
        return Json.parse(ran.out()).path("actor").asText();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

package org.omnigraph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphProbe;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.state.store.LocalObjectStore;

/// Probing and opening a graph for its schema must be cheap: a real process is watched loading classes.
class StartUpTest {

    /// What the watched process runs.
    static final class Main {
        private Main() {}

        public static void main(String[] args) {
            Fixture fixture = new Fixture(LocalObjectStore.at(Path.of(args[0])));
            if (!(fixture.engine().probe(fixture.root()) instanceof GraphProbe.Present)) {
                throw new IllegalStateException("no graph");
            }
            Graph graph = fixture.open();
            graph.schema(ReadTarget.MAIN);
            graph.history(ReadTarget.MAIN);
            graph.snapshot(ReadTarget.MAIN);
        }
    }

    @Test
    void probeOpenAndSchema_loadNoIcebergClass(@TempDir Path folder) throws IOException, InterruptedException {
        assertThat(new Fixture(LocalObjectStore.at(folder)).init().branches()).hasSize(1);
        Path log = Files.createTempFile(folder, "classes", ".log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        List<String> classes = Files.readAllLines(log);
        assertThat(classes).anyMatch(line -> line.contains(IcebergGraphEngine.class.getName()));
        assertThat(classes)
                .noneMatch(line -> line.contains("org.apache.iceberg"))
                .noneMatch(line -> line.contains("org.apache.hadoop"))
                .noneMatch(line -> line.contains("org.apache.parquet"));
    }
}

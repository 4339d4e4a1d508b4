package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.cli.CliRun.Ran;
import org.omnigraph.cli.shell.Interruption;
import org.omnigraph.state.json.Json;

final class InterruptionTest {
    @TempDir
    Path folder;

    @Test
    void load_interruptedWhileItWaitsForInput_loadsNothingAndSaysSo() throws Exception {
        TinyCluster cluster = TinyCluster.applied(folder);
        Interruption interruption = new Interruption();
        try (PipedOutputStream feed = new PipedOutputStream();
                PipedInputStream stdin = new PipedInputStream(feed)) {
            feed.write("{\"type\":\"Person\",\"data\":{\"name\":\"Ada\"}}\n"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            feed.flush();
            CompletableFuture<Ran> running = CompletableFuture.supplyAsync(() -> new CliRun(folder)
                    .stdin(stdin)
                    .interruption(interruption)
                    .run("load", "--store", cluster.graph(), "-", "--as", "me"));
            interruption.request();
            Ran ran = running.get(60, TimeUnit.SECONDS);
            assertThat(ran.exitCode()).isEqualTo(130);
            assertThat(ran.err()).contains("error[interrupted]");
        }
        assertThat(cluster.people()).isZero();
    }

    @Test
    void apply_interruptedBeforeItBegins_appliesNothingAndReleasesTheLock() throws IOException {
        TinyCluster cluster = TinyCluster.written(folder);
        cluster.run("cluster", "import", "--config", "brain", "--as", "me");
        Interruption interruption = new Interruption();
        interruption.request();

        Ran ran = new CliRun(folder)
                .interruption(interruption)
                .run("cluster", "apply", "--config", "brain", "--as", "me");

        assertThat(ran.exitCode()).isEqualTo(130);
        assertThat(ran.err()).contains("interrupted");
        JsonNode state = Json.parse(Files.readString(folder.resolve("brain/__cluster/state.json")));
        assertThat(state.path("applied_revision").path("resources")).isEmpty();
        assertThat(folder.resolve("brain/graphs")).doesNotExist();
        assertThat(folder.resolve("brain/__cluster/lock.json")).doesNotExist();
        Ran again = cluster.run("cluster", "apply", "--config", "brain", "--as", "me");
        assertThat(again.exitCode()).as(again.err()).isZero();
    }

    @Test
    void apply_interruptedWhileItWaitsForTheLock_stopsWaiting() throws Exception {
        TinyCluster cluster = TinyCluster.applied(folder);
        Files.writeString(folder.resolve("brain/__cluster/lock.json"), """
                {"version": 1, "lock_id": "01JD7Z5V3M8Q4XNT2WB6RA9K0C", "operation": "apply", "created_at": "2026-11-21T08:00:00Z", "pid": 4242}
                """);
        Interruption interruption = new Interruption();
        CompletableFuture<Ran> running = CompletableFuture.supplyAsync(() -> new CliRun(folder)
                .interruption(interruption)
                .run("cluster", "apply", "--config", "brain", "--as", "me", "--lock-timeout", "1h"));
        interruption.request();
        Ran ran = running.get(60, TimeUnit.SECONDS);
        assertThat(ran.exitCode()).isEqualTo(130);
        assertThat(ran.err()).contains("state_lock_held");
        assertThat(cluster.people()).isZero();
    }
}

package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.testing.ChainObjectStore;

/// How many round trips a command waits for, one after the other (quality.md, "Counters"): across a network that is
/// its time.
final class DependentRequestsTest {
    @TempDir
    private Path folder;

    private final List<ChainObjectStore> opened = new ArrayList<>();

    @BeforeEach
    void applied() throws IOException {
        TinyCluster.written(folder);
        chain("cluster", "import", "--config", "brain", "--as", "me");
        chain("cluster", "apply", "--config", "brain", "--as", "me");
    }

    @Test
    void plan_waitsForFiveRoundTrips() {
        // Lock; state.json; its record, the next one and the recoveries at once; our lock still there; unlock.
        assertThat(chain("cluster", "plan", "--config", "brain")).isEqualTo(5);
    }

    @Test
    void planWithoutLock_waitsForTwo() {
        assertThat(chain("cluster", "plan", "--no-lock", "--config", "brain")).isEqualTo(2);
    }

    @Test
    void applyOfNothing_waitsForFive() {
        assertThat(chain("cluster", "apply", "--config", "brain", "--as", "me")).isEqualTo(5);
    }

    @Test
    void applyOfOnePayload_waitsForNine() throws IOException {
        Files.writeString(
                folder.resolve("brain/more.gq"), "query more() { match { $p: Person } return { $p.name } }\n");
        Path yaml = folder.resolve("brain/cluster.yaml");
        Files.writeString(yaml, Files.readString(yaml).replace("[people.gq]", "[people.gq, more.gq]"));
        // As plan, and between: the content; our lock and state.json at once; the record; state.json.
        assertThat(chain("cluster", "apply", "--config", "brain", "--as", "me")).isLessThanOrEqualTo(9);
    }

    private int chain(String... args) {
        opened.clear();
        CliRun.Ran ran = new CliRun(folder).stores(this::measured).run(args);
        assertThat(ran.exitCode()).as(String.join(" ", args) + "\n" + ran.err()).isZero();
        return opened.getFirst().length();
    }

    private ObjectStore measured(ObjectStore store) {
        opened.add(new ChainObjectStore(store));
        return opened.getLast();
    }
}

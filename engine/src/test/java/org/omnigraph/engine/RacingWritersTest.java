package org.omnigraph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.state.store.LocalObjectStore;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.testing.MemoryObjectStore;

/// Several engines, each like a process of its own, write one graph at once.
class RacingWritersTest {
    private static final int WRITERS = 4;
    private static final int ROUNDS = 6;

    @Test
    void appends_ofRacingProcesses_areAllThereOnce(@TempDir Path folder) throws Exception {
        for (ObjectStore store : List.of(new MemoryObjectStore(), LocalObjectStore.at(folder))) {
            new Fixture(store).init();
            List<String> acknowledged = race(store);
            Graph graph = new Fixture(store).open();
            assertThat(Fixture.lines(graph)).hasSize(acknowledged.size());
            List<CommitInfo> history = graph.history(ReadTarget.MAIN);
            assertThat(history).hasSize(acknowledged.size() + 1);
            Set<String> ids = new HashSet<>();
            for (int i = 0; i < history.size(); i++) {
                assertThat(ids.add(history.get(i).graphCommitId())).isTrue();
                assertThat(history.get(i).manifestVersion()).isEqualTo(history.size() - i);
                if (i + 1 < history.size()) {
                    assertThat(history.get(i).parentCommitId())
                            .isEqualTo(history.get(i + 1).graphCommitId());
                }
            }
            assertThat(acknowledged)
                    .isNotEmpty()
                    .allSatisfy(id -> assertThat(ids).contains(id));
        }
    }

    /// Ids of the commits that were acknowledged; a writer may lose, but then it says so.
    private static List<String> race(ObjectStore store) throws Exception {
        List<Future<List<String>>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            for (int w = 0; w < WRITERS; w++) {
                int writer = w;
                writers.add(threads.submit(() -> {
                    Graph graph = new Fixture(store).open();
                    List<String> acknowledged = new ArrayList<>();
                    for (int round = 0; round < ROUNDS; round++) {
                        try {
                            acknowledged.add(
                                    Fixture.load(graph, LoadMode.APPEND, Fixture.film("tt" + writer + "0" + round))
                                            .commit()
                                            .orElseThrow()
                                            .graphCommitId());
                        } catch (GraphException lost) {
                            assertThat(lost.failure()).isInstanceOf(GraphFailure.HeadMoved.class);
                        }
                    }
                    return acknowledged;
                }));
            }
        }
        List<String> all = new ArrayList<>();
        for (Future<List<String>> writer : writers) {
            all.addAll(writer.get());
        }
        return all;
    }
}

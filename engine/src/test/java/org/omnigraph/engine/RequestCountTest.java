package org.omnigraph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.table.GraphAccess;
import org.omnigraph.state.testing.CountingObjectStore;
import org.omnigraph.state.testing.MemoryObjectStore;

/// performance.md G19: what a one-row insert costs does not depend on the history.
class RequestCountTest {
    private static final int HISTORY = 120;

    @Test
    void insert_oneRow_costsTheSameAtAnyHistory() {
        CountingObjectStore store = new CountingObjectStore(new MemoryObjectStore());
        Fixture fixture = new Fixture(store);
        Graph graph = fixture.init();
        GraphAccess access = fixture.access(graph);
        Fixture.load(graph, LoadMode.APPEND, Fixture.film("tt1"));
        int first = 0;
        int total = 0;
        for (int i = 0; i < HISTORY; i++) {
            store.reset();
            access.writer()
                    .write(
                            access.snapshot(ReadTarget.MAIN),
                            Fixture.upsertFilm(false, "tt9" + i, "x"),
                            WriteContext.main("a"),
                            "mutate");
            first = i == 1 ? store.requests() : first;
            total += store.requests();
        }
        System.out.println("requests of a one-row insert: " + first + " at history 3, " + (double) total / HISTORY
                + " on average over " + HISTORY);
        assertThat(first).isLessThanOrEqualTo(11);
        assertThat((double) total / HISTORY).isLessThanOrEqualTo(12);
    }
}

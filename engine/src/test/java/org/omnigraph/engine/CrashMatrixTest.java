package org.omnigraph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.GraphProbe;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.state.testing.CrashingObjectStore;
import org.omnigraph.state.testing.MemoryObjectStore;

/// Every crash point of init, load and schema apply: before and after each store operation. A write that did not
/// return is there whole or not at all, and doing it again converges.
class CrashMatrixTest {
    private static final String SCHEMA = "node A { k: String @key  v: I32? }\nedge E: A -> A";
    private static final String WIDER = "node A { k: String @key  v: I32?  w: String? }\nedge E: A -> A\nnode B {}";
    private static final String[] LINES = {
        "{\"type\":\"A\",\"data\":{\"k\":\"a\",\"v\":2}}",
        "{\"type\":\"A\",\"data\":{\"k\":\"b\"}}",
        "{\"edge\":\"E\",\"from\":\"a\",\"to\":\"b\",\"data\":{\"id\":\"e\"}}"
    };

    @Test
    void init_anyCrash_isGraphOrNone() {
        int points = matrix(
                new MemoryObjectStore(),
                fixture -> assertThat(fixture.init(SCHEMA)).isNotNull(),
                survivor -> {
                    Fixture again = new Fixture(survivor);
                    switch (again.engine().probe(again.root())) {
                        case GraphProbe.Absent _, GraphProbe.Partial _ -> again.init(SCHEMA);
                        case GraphProbe.Present _ -> {}
                        case GraphProbe.Unreadable(String reason) -> throw new AssertionError(reason);
                    }
                    Graph graph = again.open();
                    assertThat(graph.history(ReadTarget.MAIN)).hasSize(1);
                    Fixture.load(graph, LoadMode.APPEND, LINES);
                    assertThat(Fixture.lines(graph)).hasSize(3);
                });
        report("init", points);
    }

    @Test
    void load_anyCrash_isAllOrNothingAndConverges() {
        MemoryObjectStore start = new MemoryObjectStore();
        Graph graph = new Fixture(start).init(SCHEMA);
        Fixture.load(graph, LoadMode.APPEND, "{\"type\":\"A\",\"data\":{\"k\":\"a\",\"v\":1}}");
        List<String> before = Fixture.lines(graph);
        int points = matrix(start, fixture -> Fixture.load(fixture.open(), LoadMode.MERGE, LINES), survivor -> {
            Graph again = new Fixture(survivor).open();
            List<String> found = Fixture.lines(again);
            assertThat(found.equals(before) || found.size() == 3).isTrue();
            Fixture.load(again, LoadMode.MERGE, LINES);
            assertThat(Fixture.lines(again)).hasSize(3).anyMatch(line -> line.contains("\"v\":2"));
        });
        report("load", points);
    }

    @Test
    void schemaApply_anyCrash_isAllOrNothingAndConverges() {
        MemoryObjectStore start = new MemoryObjectStore();
        Fixture.load(new Fixture(start).init(SCHEMA), LoadMode.APPEND, LINES);
        int points = matrix(
                start,
                fixture -> fixture.open().schemaApply(Fixture.schema(WIDER), WriteContext.main("a")),
                survivor -> {
                    Graph again = new Fixture(survivor).open();
                    assertThat(again.schema(ReadTarget.MAIN).model().source()).isIn(SCHEMA, WIDER);
                    again.schemaApply(Fixture.schema(WIDER), WriteContext.main("a"));
                    assertThat(again.schema(ReadTarget.MAIN).model().source()).isEqualTo(WIDER);
                    assertThat(again.history(ReadTarget.MAIN)).hasSize(3);
                    assertThat(Fixture.lines(again)).hasSize(3);
                });
        report("schema apply", points);
    }

    private static int matrix(MemoryObjectStore start, Consumer<Fixture> act, Consumer<MemoryObjectStore> afterwards) {
        CrashingObjectStore counting = CrashingObjectStore.never(start.copy());
        act.accept(new Fixture(counting));
        int points = 0;
        for (long k = 1; k <= counting.operations(); k++) {
            for (CrashingObjectStore.Moment moment : CrashingObjectStore.Moment.values()) {
                MemoryObjectStore survivor = start.copy();
                CrashingObjectStore crashing = CrashingObjectStore.at(survivor, k, moment);
                try {
                    act.accept(new Fixture(crashing));
                } catch (Throwable death) {
                    assertThat(isKnownFailure(death)).as("died with %s", death).isFalse();
                }
                assertThat(crashing.crashed()).as("point %s %s", k, moment).isTrue();
                afterwards.accept(survivor);
                points++;
            }
        }
        return points;
    }

    /// A dead process must not have told anybody that its write failed for good.
    private static boolean isKnownFailure(Throwable death) {
        return death instanceof GraphException refusal && !(refusal.failure() instanceof GraphFailure.OutcomeUnknown);
    }

    private static void report(String what, int points) {
        assertThat(points).isPositive();
        System.out.println("crash points tried, " + what + ": " + points);
    }
}

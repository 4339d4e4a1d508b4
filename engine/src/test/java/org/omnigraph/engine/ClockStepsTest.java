package org.omnigraph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.DropMode;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.TableInfo;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.table.GraphAccess;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.testing.FakeClock;
import org.omnigraph.state.testing.MemoryObjectStore;

/// reliability.md §7: a clock may be wrong by years, and step either way, on any host: every write goes on.
class ClockStepsTest {
    private static final String BEFORE = """
            node Film { imdb: String @key  title: String  year: I32? }
            node Old { name: String }
            """;
    private static final String SOFT = """
            node Film { imdb: String @key  title: String  year: I32?  mood: String? }
            node Old { name: String }
            """;
    private static final String HARD = "node Film { imdb: String @key  title: String  mood: String? }";

    private final MemoryObjectStore store = new MemoryObjectStore();
    private final List<Diagnostic> noticed = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"PT-87600H", "PT-1H", "PT0S", "PT1H", "PT87600H"})
    void write_byTwoHostsWhoseClocksDiffer_goesOn(Duration step) {
        FakeClock clock = FakeClock.standing();
        FakeClock other = FakeClock.standing();
        other.advance(step);
        everything(new Fixture(store, clock, noticed::add), new Fixture(store, other, noticed::add));
    }

    @Test
    void write_whileTheClockStepsBackAndForth_goesOn() {
        FakeClock clock = FakeClock.standing();
        Fixture fixture = new Fixture(store, clock, noticed::add);
        Graph graph = fixture.init(BEFORE);
        int films = 0;
        for (Duration step : List.of(
                Duration.ofDays(3650),
                Duration.ofDays(-7300),
                Duration.ofHours(1),
                Duration.ofHours(-2),
                Duration.ofDays(7300))) {
            clock.advance(step);
            Fixture.load(graph, LoadMode.APPEND, film(++films));
            upsert(fixture, graph, 1);
        }
        assertThat(Fixture.lines(fixture.open())).hasSize(films);
        assertTimesRise(graph, "node.Film");
    }

    @Test
    void write_onATableADayAhead_isTakenAndNoticedOnce() {
        FakeClock ahead = FakeClock.standing();
        ahead.advance(Duration.ofDays(2));
        new Fixture(store, ahead, noticed::add).init(BEFORE);
        assertThat(noticed).isEmpty();
        Fixture behind = new Fixture(store, FakeClock.standing(), noticed::add);
        Graph graph = behind.open();
        Fixture.load(graph, LoadMode.APPEND, film(1));
        Fixture.load(graph, LoadMode.APPEND, film(2));
        assertThat(noticed).extracting(Diagnostic::code).containsExactly(DiagnosticCode.CLOCK_BEHIND);
    }

    @Test
    void write_onATableAnHourAhead_isNotWorthANotice() {
        FakeClock ahead = FakeClock.standing();
        ahead.advance(Duration.ofHours(1));
        new Fixture(store, ahead, noticed::add).init(BEFORE);
        Fixture.load(new Fixture(store, FakeClock.standing(), noticed::add).open(), LoadMode.APPEND, film(1));
        assertThat(noticed).isEmpty();
    }

    private void everything(Fixture one, Fixture two) {
        Graph first = one.init(BEFORE);
        Graph second = two.open();
        Fixture.load(second, LoadMode.APPEND, film(1), "{\"type\":\"Old\",\"data\":{\"name\":\"x\"}}");
        Fixture.load(first, LoadMode.MERGE, film(1), film(2));
        upsert(two, second, 2);
        upsert(one, first, 3);
        second.schemaApply(Fixture.schema(SOFT), WriteContext.main("a"));
        delete(one, one.open(), "tt1");
        Fixture.load(two.open(), LoadMode.OVERWRITE, film(4), film(5));
        Fixture.load(one.open(), LoadMode.APPEND, film(6));
        assertTimesRise(one.open(), "node.Film");
        one.open().schemaApply(Fixture.schema(HARD), DropMode.HARD, WriteContext.main("a"));
        Fixture.load(two.open(), LoadMode.APPEND, film(7));
        Fixture.load(one.open(), LoadMode.MERGE, film(7), film(8));
        assertThat(Fixture.lines(two.open())).hasSize(5).isEqualTo(Fixture.lines(one.open()));
        assertThat(one.open().history(ReadTarget.MAIN))
                .extracting(CommitInfo::manifestVersion)
                .containsExactly(12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    /// What other engines see: no version of the table is as old as the one before it, and each says so throughout.
    private void assertTimesRise(Graph graph, String table) {
        long before = Long.MIN_VALUE;
        List<CommitInfo> commits = new ArrayList<>(graph.history(ReadTarget.MAIN)).reversed();
        String last = "";
        for (CommitInfo commit : commits) {
            TableInfo info = graph.snapshot(new ReadTarget.Snapshot(commit.graphCommitId())).tables().stream()
                    .filter(each -> (each.kind().wireName() + "." + each.typeName()).equals(table))
                    .findFirst()
                    .orElseThrow();
            if (info.metadataLocation().equals(last)) {
                continue;
            }
            last = info.metadataLocation();
            JsonNode metadata = metadata(last);
            long updated = metadata.path("last-updated-ms").longValue();
            assertThat(updated).isGreaterThan(before);
            before = updated;
            for (String member : List.of("snapshots", "snapshot-log", "metadata-log")) {
                for (JsonNode entry : metadata.path(member)) {
                    assertThat(entry.path("timestamp-ms").longValue())
                            .as(member)
                            .isLessThanOrEqualTo(updated)
                            .isPositive();
                }
            }
        }
    }

    private JsonNode metadata(String location) {
        String text = store.contents().get(location.substring("memory:/".length()));
        if (text == null) {
            throw new AssertionError(location + " is not among " + store.list(KeyPrefix.ROOT));
        }
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void upsert(Fixture fixture, Graph graph, int film) {
        GraphAccess access = fixture.access(graph);
        access.writer()
                .write(
                        access.snapshot(ReadTarget.MAIN),
                        Fixture.upsertFilm(false, "tt" + film, "again"),
                        WriteContext.main("a"),
                        "mutate");
    }

    private static void delete(Fixture fixture, Graph graph, String id) {
        GraphAccess access = fixture.access(graph);
        access.writer()
                .write(
                        access.snapshot(ReadTarget.MAIN),
                        Fixture.deletes("node.Film", id),
                        WriteContext.main("a"),
                        "mutate");
    }

    private static String film(int number) {
        return Fixture.film("tt" + number);
    }
}

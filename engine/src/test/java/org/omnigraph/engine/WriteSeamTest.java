package org.omnigraph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnigraph.engine.api.EntityKind;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.LineProblem;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.table.ColumnBatch;
import org.omnigraph.engine.table.GraphAccess;
import org.omnigraph.engine.table.GraphSnapshot;
import org.omnigraph.engine.table.RowFilter;
import org.omnigraph.engine.table.TableRef;
import org.omnigraph.state.testing.MemoryObjectStore;

/// What the query executor stands on: scans, and change sets as commits.
class WriteSeamTest {
    private final Fixture fixture = new Fixture(new MemoryObjectStore());
    private final Graph graph = fixture.init();
    private final GraphAccess access = fixture.access(graph);

    @Test
    void scan_columnsInTheOrderAsked_andOnlyFilteredRows() {
        Fixture.load(
                graph,
                LoadMode.APPEND,
                "{\"type\":\"Film\",\"data\":{\"imdb\":\"tt1\",\"title\":\"Alien\",\"year\":1979}}",
                Fixture.film("tt2"));
        assertThat(rows(EntityKind.NODE, "Film", List.of("year", "title", "id"), RowFilter.ids(List.of("tt1", "x"))))
                .containsExactly(List.of(1979, "Alien", "tt1"));
        assertThat(rows(EntityKind.NODE, "Film", List.of("title"), RowFilter.ALL))
                .hasSize(2);
        assertThat(rows(EntityKind.NODE, "Film", List.of("imdb"), RowFilter.ids(List.of())))
                .isEmpty();
        assertThat(rows(EntityKind.NODE, "Film", List.of("imdb"), new RowFilter.In("title", List.of("Alien"))))
                .containsExactly(List.of("tt1"));
    }

    @Test
    void version_changesExactlyWithTheTable() {
        GraphSnapshot before = access.snapshot(ReadTarget.MAIN);
        Fixture.load(graph, LoadMode.APPEND, Fixture.film("tt1"));
        GraphSnapshot after = access.snapshot(ReadTarget.MAIN);
        assertThat(after.table(EntityKind.NODE, "Film").version())
                .isNotEqualTo(before.table(EntityKind.NODE, "Film").version());
        assertThat(after.table(EntityKind.EDGE, "ActedIn")).isEqualTo(before.table(EntityKind.EDGE, "ActedIn"));
    }

    @Test
    void write_upsertManyTimes_keepsTheLastAndCountsRows() {
        for (int i = 0; i < 5; i++) {
            access.writer()
                    .write(
                            access.snapshot(ReadTarget.MAIN),
                            Fixture.upsertFilm(false, "tt1", "title " + i),
                            WriteContext.main("a"),
                            "mutate");
        }
        assertThat(rows(EntityKind.NODE, "Film", List.of("title"), RowFilter.ALL))
                .containsExactly(List.of("title 4"));
        assertThat(access.snapshot(ReadTarget.MAIN)
                        .table(EntityKind.NODE, "Film")
                        .rows())
                .isEqualTo(1);
        assertThat(Fixture.lines(fixture.open())).hasSize(1);
    }

    @Test
    void write_strictOnAnOldBase_isHeadMoved() {
        GraphSnapshot base = access.snapshot(ReadTarget.MAIN);
        Fixture.load(graph, LoadMode.APPEND, Fixture.film("tt1"));
        GraphException moved = catchThrowableOfType(
                GraphException.class,
                () -> access.writer()
                        .write(base, Fixture.upsertFilm(true, "tt2", "x"), WriteContext.main("a"), "mutate"));
        assertThat(moved.failure())
                .isEqualTo(new GraphFailure.HeadMoved(
                        base.commit().graphCommitId(),
                        graph.head(ReadTarget.MAIN).graphCommitId()));
        access.writer().write(base, Fixture.upsertFilm(false, "tt2", "x"), WriteContext.main("a"), "mutate");
        assertThat(Fixture.lines(graph)).hasSize(2);
    }

    @Test
    void write_deleteNodeWithoutItsEdges_isDangling_withThemSucceeds() {
        Fixture.load(
                graph,
                LoadMode.APPEND,
                Fixture.film("tt1"),
                Fixture.film("tt2"),
                Fixture.edge("SequelOf", "s1", "tt2", "tt1"));
        GraphException dangling = catchThrowableOfType(
                GraphException.class,
                () -> access.writer()
                        .write(
                                access.snapshot(ReadTarget.MAIN),
                                Fixture.deletes("node.Film", "tt1"),
                                WriteContext.main("a"),
                                "mutate"));
        assertThat(Fixture.problems(dangling)).extracting(LineProblem::code).containsExactly("dangling_endpoint");
        access.writer()
                .write(
                        access.snapshot(ReadTarget.MAIN),
                        Fixture.deletes("edge.SequelOf", "s1"),
                        WriteContext.main("a"),
                        "mutate");
        access.writer()
                .write(
                        access.snapshot(ReadTarget.MAIN),
                        Fixture.deletes("node.Film", "tt1"),
                        WriteContext.main("a"),
                        "mutate");
        assertThat(Fixture.lines(graph)).hasSize(1).allMatch(line -> line.contains("tt2"));
    }

    @Test
    void write_removeLastEdgeOfASource_breaksItsCardinality() {
        Fixture.load(
                graph,
                LoadMode.APPEND,
                Fixture.film("tt1"),
                Fixture.person("p1"),
                Fixture.edge("Studio", "u1", "tt1", "p1"));
        GraphException refusal = catchThrowableOfType(
                GraphException.class,
                () -> access.writer()
                        .write(
                                access.snapshot(ReadTarget.MAIN),
                                Fixture.deletes("edge.Studio", "u1"),
                                WriteContext.main("a"),
                                "mutate"));
        assertThat(Fixture.problems(refusal)).extracting(LineProblem::code).containsExactly("card_violation");
    }

    private List<List<Object>> rows(EntityKind kind, String type, List<String> columns, RowFilter filter) {
        TableRef table = access.snapshot(ReadTarget.MAIN).table(kind, type);
        List<List<Object>> rows = new ArrayList<>();
        access.reader().scan(table, columns, filter, batch -> {
            for (int row = 0; row < batch.rows(); row++) {
                rows.add(row(batch, row));
            }
            return true;
        });
        return rows;
    }

    private static List<Object> row(ColumnBatch batch, int row) {
        List<Object> values = new ArrayList<>();
        for (var column : batch.columns()) {
            Object value = column.value(row);
            values.add(value == null ? "null" : value);
        }
        return values;
    }
}

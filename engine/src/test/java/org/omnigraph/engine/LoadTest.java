package org.omnigraph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.LineProblem;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.LoadResult;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.state.testing.MemoryObjectStore;

/// schema-language.md §11.
class LoadTest {
    private final Fixture fixture = new Fixture(new MemoryObjectStore());
    private Graph graph = fixture.init();

    @BeforeEach
    void fill() {
        graph = fixture.open();
        Fixture.load(
                graph,
                LoadMode.APPEND,
                "{\"type\":\"Film\",\"data\":{\"imdb\":\"tt1\",\"title\":\"Alien\",\"year\":1979,\"isan\":\"A\"}}",
                Fixture.film("tt2"),
                Fixture.person("p1"),
                Fixture.person("p2"),
                Fixture.edge("SequelOf", "s1", "tt2", "tt1"),
                Fixture.edge("Studio", "u1", "tt1", "p1"),
                Fixture.edge("ActedIn", "a1", "p1", "tt1"));
    }

    @Test
    void load_goodFile_isOneCommitWithCounts() {
        LoadResult result = Fixture.load(
                graph, LoadMode.APPEND, Fixture.film("tt3"), "", "  \t", Fixture.edge("sequelof", "tt3", "tt2") + "\r");
        assertThat(result.nodes()).containsExactly(java.util.Map.entry("Film", 1L));
        assertThat(result.edges()).containsExactly(java.util.Map.entry("SequelOf", 1L));
        assertThat(graph.history(ReadTarget.MAIN)).hasSize(3);
        assertThat(result.commits()).containsExactly(graph.head(ReadTarget.MAIN));
    }

    @Test
    void load_emptyFile_makesNoCommit() {
        assertThat(Fixture.load(graph, LoadMode.OVERWRITE, "", " ").commits()).isEmpty();
        assertThat(graph.history(ReadTarget.MAIN)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    bad_json          | {"type":"Film"
                    bad_json          | {"type":"Film","data":{"imdb":"tt9","imdb":"tt9","title":"x"}}
                    bad_envelope      | [1]
                    bad_envelope      | {"data":{}}
                    bad_envelope      | {"type":"Film","edge":"SequelOf","data":{}}
                    bad_envelope      | {"type":"Film","data":{"imdb":"tt9","title":"x"},"extra":1}
                    bad_envelope      | {"edge":"SequelOf","from":1,"to":"tt1"}
                    unknown_type      | {"type":"film","data":{}}
                    unknown_type      | {"edge":"Nope","from":"a","to":"b"}
                    unknown_field     | {"type":"Film","data":{"imdb":"tt9","title":"x","nope":1}}
                    reserved_field    | {"type":"Film","data":{"imdb":"tt9","title":"x","_tombstone":1}}
                    reserved_field    | {"edge":"SequelOf","from":"tt1","to":"tt1","data":{"src":"x"}}
                    bad_value         | {"type":"Film","data":{"imdb":"tt9","title":"x","year":"1979"}}
                    missing_value     | {"type":"Film","data":{"imdb":"tt9"}}
                    missing_value     | {"type":"Film","data":{"title":"x"}}
                    missing_value     | {"type":"Film","data":{"imdb":"tt9","title":null}}
                    bad_id            | {"type":"Film","data":{"id":"other","imdb":"tt9","title":"x"}}
                    range_violation   | {"type":"Film","data":{"imdb":"tt9","title":"x","year":1887}}
                    check_violation   | {"type":"Film","data":{"imdb":"9","title":"x"}}
                    enum_violation    | {"type":"Film","data":{"imdb":"tt9","title":"x","mood":"grey"}}
                    key_conflict      | {"type":"Film","data":{"imdb":"tt1","title":"x"}}
                    unique_violation  | {"type":"Film","data":{"imdb":"tt9","title":"x","isan":"A"}}
                    dangling_endpoint | {"edge":"SequelOf","from":"tt1","to":"tt9"}
                    card_violation    | {"edge":"SequelOf","from":"tt2","to":"tt2"}
                    """)
    void load_badLine_isRefusedWithItsCodeAndNumber(String code, String line) {
        List<String> before = Fixture.lines(graph);
        GraphException refusal = catchThrowableOfType(
                GraphException.class,
                () -> Fixture.load(graph, LoadMode.APPEND, Fixture.film("tt8"), "", line, Fixture.film("tt7")));
        assertThat(Fixture.problems(refusal)).extracting(LineProblem::code).containsExactly(code);
        assertThat(Fixture.problems(refusal)).extracting(LineProblem::line).containsExactly(3L);
        assertThat(Fixture.lines(graph)).isEqualTo(before);
        assertThat(graph.history(ReadTarget.MAIN)).hasSize(2);
    }

    @Test
    void load_thousandsOfSourcesBeyondTheirCardinality_namesTheFirstHundredAndCountsAll() {
        // One pass over the edges names them all: a pass for each source would be 16 million fingerprints.
        int sources = 4_000;
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < sources; i++) {
            lines.add(Fixture.edge("SequelOf", "tt2" + i, "tt1"));
            lines.add(Fixture.edge("SequelOf", "tt2" + i, "tt2"));
            lines.add(Fixture.film("tt2" + i));
        }
        GraphException refusal = catchThrowableOfType(
                GraphException.class, () -> Fixture.load(graph, LoadMode.APPEND, lines.toArray(String[]::new)));
        assertThat(refusal.failure())
                .isInstanceOfSatisfying(
                        GraphFailure.Rejected.class,
                        rejected -> assertThat(rejected.total()).isEqualTo(sources));
        List<LineProblem> problems = Fixture.problems(refusal);
        assertThat(problems).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(problems.get(i).line()).isEqualTo(3L * i + 2);
            assertThat(problems.get(i).message()).contains("2 SequelOf would leave Film `tt2" + i + "`");
        }
    }

    @Test
    void load_sameKeyTwiceInTheFile_isDuplicateInEveryMode() {
        for (LoadMode mode : LoadMode.values()) {
            GraphException refusal = catchThrowableOfType(
                    GraphException.class,
                    () -> Fixture.load(graph, mode, Fixture.film("tt5"), Fixture.film("tt6"), Fixture.film("tt5")));
            assertThat(Fixture.problems(refusal)).anySatisfy(problem -> {
                assertThat(problem.code()).isEqualTo("duplicate_id");
                assertThat(problem.line()).isEqualTo(3);
            });
        }
    }

    @Test
    void load_givenIdTwice_mergeKeepsTheLastAndAppendRefuses() {
        String first = "{\"type\":\"Person\",\"data\":{\"id\":\"p9\",\"name\":\"first\"}}";
        String last = "{\"type\":\"Person\",\"data\":{\"id\":\"p9\",\"name\":\"last\"}}";
        GraphException refusal =
                catchThrowableOfType(GraphException.class, () -> Fixture.load(graph, LoadMode.APPEND, first, last));
        assertThat(Fixture.problems(refusal)).extracting(LineProblem::code).containsExactly("duplicate_id");
        assertThat(Fixture.load(graph, LoadMode.MERGE, first, last).nodes()).containsEntry("Person", 1L);
        assertThat(Fixture.lines(graph)).contains(last).doesNotContain(first);
    }

    @Test
    void merge_existingId_replacesTheWholeRowAndFreesItsValues() {
        Fixture.load(
                graph,
                LoadMode.MERGE,
                Fixture.film("tt1"),
                "{\"type\":\"Film\",\"data\":{\"imdb\":\"tt3\",\"title\":\"x\",\"isan\":\"A\"}}",
                Fixture.edge("SequelOf", "s1", "tt2", "tt3"));
        assertThat(Fixture.lines(graph))
                .anyMatch(line -> line.contains("\"id\":\"tt1\"") && line.contains("\"year\":null"))
                .anyMatch(line -> line.contains("\"from\":\"tt2\",\"to\":\"tt3\""))
                .noneMatch(line -> line.contains("\"from\":\"tt2\",\"to\":\"tt1\""));
        assertThat(graph.snapshot(ReadTarget.MAIN).tables())
                .filteredOn(table ->
                        table.typeName().equals("Film") || table.typeName().equals("SequelOf"))
                .extracting(table -> table.rows())
                .containsExactly(1L, 3L);
    }

    @Test
    void merge_movedEdge_checksTheSourceThatLostIt() {
        GraphException refusal = catchThrowableOfType(
                GraphException.class,
                () -> Fixture.load(graph, LoadMode.MERGE, Fixture.edge("Studio", "u1", "tt2", "p1")));
        assertThat(Fixture.problems(refusal)).extracting(LineProblem::code).containsExactly("card_violation");
    }

    @Test
    void overwrite_replacesNamedTypesOnly() {
        Fixture.load(
                graph,
                LoadMode.OVERWRITE,
                Fixture.edge("ActedIn", "a2", "p2", "tt2"),
                Fixture.edge("SequelOf", "tt1", "tt2"));
        assertThat(Fixture.lines(graph))
                .noneMatch(line -> line.contains("\"a1\""))
                .anyMatch(line -> line.contains("\"a2\""))
                .anyMatch(line -> line.contains("\"u1\""))
                .anyMatch(line -> line.contains("\"id\":\"tt2\""));
        assertThat(graph.snapshot(ReadTarget.MAIN).tables())
                .filteredOn(table -> table.typeName().equals("ActedIn"))
                .extracting(table -> table.rows())
                .containsExactly(1L);
    }

    @Test
    void overwrite_nodeThatAKeptEdgeNeeds_isDangling() {
        GraphException refusal = catchThrowableOfType(
                GraphException.class, () -> Fixture.load(graph, LoadMode.OVERWRITE, Fixture.film("tt1")));
        assertThat(Fixture.problems(refusal)).extracting(LineProblem::code).containsOnly("dangling_endpoint");
        assertThat(Fixture.problems(refusal)).extracting(LineProblem::line).containsOnly(0L);
    }

    @Test
    void overwrite_staleBase_isHeadMoved() {
        Graph other = fixture.open();
        WriteContext sleepy = new WriteContext("test", "main", "", (actor, request) -> {});
        // The other process commits after this one has read its base and before it publishes.
        RacingInput input = new RacingInput(
                Fixture.edge("SequelOf", "tt1", "tt2"),
                () -> Fixture.load(other, LoadMode.APPEND, Fixture.film("tt4")));
        GraphException moved = catchThrowableOfType(
                GraphException.class,
                () -> graph.load(input, LoadMode.OVERWRITE, sleepy, org.omnigraph.engine.api.ProgressListener.NONE));
        assertThat(moved.failure()).isInstanceOf(GraphFailure.HeadMoved.class);
    }

    @Test
    void append_headMovedMeanwhile_isValidatedAgainAndRetried() {
        Graph other = fixture.open();
        RacingInput harmless =
                new RacingInput(Fixture.film("tt5"), () -> Fixture.load(other, LoadMode.APPEND, Fixture.film("tt4")));
        graph.load(harmless, LoadMode.APPEND, WriteContext.main("a"), org.omnigraph.engine.api.ProgressListener.NONE);
        assertThat(Fixture.lines(graph)).anyMatch(l -> l.contains("tt4")).anyMatch(l -> l.contains("tt5"));

        RacingInput clash =
                new RacingInput(Fixture.film("tt6"), () -> Fixture.load(other, LoadMode.APPEND, Fixture.film("tt6")));
        GraphException conflict = catchThrowableOfType(
                GraphException.class,
                () -> graph.load(
                        clash,
                        LoadMode.APPEND,
                        WriteContext.main("a"),
                        org.omnigraph.engine.api.ProgressListener.NONE));
        assertThat(Fixture.problems(conflict)).extracting(LineProblem::code).containsExactly("key_conflict");
    }

    @Test
    void load_ifCommitOfAnOlderHead_isPreconditionFailed() {
        String old = graph.history(ReadTarget.MAIN).getLast().graphCommitId();
        GraphException refusal = catchThrowableOfType(
                GraphException.class,
                () -> Fixture.load(
                        graph,
                        LoadMode.APPEND,
                        new WriteContext("test", "main", old, (actor, request) -> {}),
                        Fixture.film("tt9")));
        assertThat(refusal.failure()).isInstanceOf(GraphFailure.PreconditionFailed.class);
    }

    @Test
    void load_manyBadLines_keepsTheFirstHundredAndTheCount() {
        String[] lines = new String[250];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = i % 2 == 0 ? "x" : Fixture.film("bad" + i);
        }
        GraphException refusal =
                catchThrowableOfType(GraphException.class, () -> Fixture.load(graph, LoadMode.APPEND, lines));
        assertThat(Fixture.problems(refusal)).hasSize(100);
        assertThat(Fixture.problems(refusal).getLast().line()).isEqualTo(100);
        assertThat(((GraphFailure.Rejected) refusal.failure()).total()).isEqualTo(250);
    }

    @Test
    void load_edgeToABadNodeLine_givesOneProblem() {
        GraphException refusal = catchThrowableOfType(
                GraphException.class,
                () -> Fixture.load(
                        graph,
                        LoadMode.APPEND,
                        Fixture.edge("SequelOf", "tt8", "tt9"),
                        "{\"type\":\"Film\",\"data\":{\"imdb\":\"tt9\",\"title\":\"x\",\"year\":1}}",
                        Fixture.film("tt8")));
        assertThat(Fixture.problems(refusal)).extracting(LineProblem::code).containsExactly("range_violation");
    }

    @Test
    void load_lineWithTooMuchStructure_isBadJson() {
        String line = "[" + "1,".repeat(131_100) + "1]";
        GraphException refusal =
                catchThrowableOfType(GraphException.class, () -> Fixture.load(graph, LoadMode.APPEND, line));
        assertThat(Fixture.problems(refusal).getFirst().message()).contains("131072");
    }

    @Test
    void load_refused_leavesNoDataFile() {
        int before = fixture.root().store().list(fixture.root().prefix()).size();
        GraphException refusal = catchThrowableOfType(
                GraphException.class,
                () -> Fixture.load(
                        graph, LoadMode.APPEND, Fixture.film("tt7"), Fixture.edge("SequelOf", "tt7", "tt99")));
        assertThat(refusal).isNotNull();
        assertThat(fixture.root().store().list(fixture.root().prefix())).hasSize(before);
    }
}

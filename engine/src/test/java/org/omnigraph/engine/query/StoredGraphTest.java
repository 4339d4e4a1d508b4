package org.omnigraph.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.engine.IcebergGraphEngine;
import org.omnigraph.engine.api.ChangeResult;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.engine.api.LineProblem;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.ProgressListener;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.state.testing.FakeClock;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;

/// The executor over real tables: what a load or mutation wrote, a query finds, and the final image is validated.
class StoredGraphTest {
    private static final String SCHEMA = """
            node Film {
                imdb: String @key
                title: String
                year: U64?
                score: F32?
                tags: [String]?
                vec: Vector(2)?
                seen: DateTime?
                code: String? @unique
                @range(year, 1888..2100)
            }
            edge SequelOf: Film -> Film @card(0..1) { note: String? }
            """;

    private Graph graph = open();

    @BeforeEach
    void load() {
        graph = open();
        String lines = """
                {"type":"Film","data":{"imdb":"tt1","title":"Alien","year":1979,"score":0.1,"tags":["space"],"vec":[1,0]}}
                {"type":"Film","data":{"imdb":"tt2","title":"Aliens","year":1986,"vec":[0,1],"seen":"2024-02-29T08:00:00Z"}}
                {"type":"Film","data":{"imdb":"tt3","title":"Alien 3","code":"c3"}}
                {"edge":"SequelOf","from":"tt2","to":"tt1","data":{"note":"louder"}}
                {"edge":"SequelOf","from":"tt3","to":"tt2"}
                """;
        graph.load(
                new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
                LoadMode.APPEND,
                WriteContext.main("tester"),
                ProgressListener.NONE);
    }

    private static Graph open() {
        GraphRoot root = GraphRoot.ofCluster(new MemoryObjectStore(), "films");
        IcebergGraphEngine engine = new IcebergGraphEngine(
                Queries.runner(),
                new SequenceIds("Q"),
                FakeClock.standing(),
                Path.of(System.getProperty("java.io.tmpdir")),
                notice -> {});
        engine.init(
                root,
                "films",
                engine.newIncarnation(),
                SchemaCompiler.compile(SCHEMA.getBytes(StandardCharsets.UTF_8))
                        .model()
                        .orElseThrow(),
                "tester");
        return engine.open(root);
    }

    private List<String> rows(String body) {
        return Queries.rows(graph.query("query q() { " + body + " }", "", Queries.object("{}"), ReadTarget.MAIN));
    }

    private ChangeResult mutate(String body) {
        return graph.mutate("query q() { " + body + " }", "", Queries.object("{}"), WriteContext.main("tester"));
    }

    @Test
    void query_allKindsOfColumns_comeBackAsLoaded() {
        assertThat(rows("match { $f: Film } return { $f }"))
                .containsExactly(
                        "{\"f\":{\"id\":\"tt1\",\"imdb\":\"tt1\",\"title\":\"Alien\",\"year\":1979,\"score\":0.1,"
                                + "\"tags\":[\"space\"],\"vec\":[1.0,0.0],\"seen\":null,\"code\":null}}",
                        "{\"f\":{\"id\":\"tt2\",\"imdb\":\"tt2\",\"title\":\"Aliens\",\"year\":1986,\"score\":null,"
                                + "\"tags\":null,\"vec\":[0.0,1.0],\"seen\":\"2024-02-29T08:00:00.000Z\",\"code\":null}}",
                        "{\"f\":{\"id\":\"tt3\",\"imdb\":\"tt3\",\"title\":\"Alien 3\",\"year\":null,\"score\":null,"
                                + "\"tags\":null,\"vec\":null,\"seen\":null,\"code\":\"c3\"}}");
    }

    @Test
    void query_traversalsEdgesAndSearch_work() {
        assertThat(rows("match { $f: Film { imdb: \"tt3\" } $f sequelOf{1,4} $g } return { $g.title }"))
                .containsExactly("{\"g.title\":\"Alien\"}", "{\"g.title\":\"Aliens\"}");
        assertThat(rows("match { $f $e:sequelOf $g $e.note = \"louder\" } return { $f.imdb, $e.note }"))
                .containsExactly("{\"f.imdb\":\"tt2\",\"e.note\":\"louder\"}");
        assertThat(rows("match { $f: Film search($f.title, \"alien\") } return { count($f) as n }"))
                .containsExactly("{\"n\":3}");
        assertThat(rows("match { $f: Film } return { $f.imdb } order { nearest($f.vec, [0.0, 2.0]) } limit 1"))
                .containsExactly("{\"f.imdb\":\"tt2\"}");
    }

    @Test
    void mutate_insertUpdateDelete_areSeenByTheNextQueryAndNotByOlderCommits() {
        String before = graph.head(ReadTarget.MAIN).graphCommitId();
        ChangeResult inserted = mutate("insert Film { imdb: \"tt4\" title: \"Prometheus\" }"
                + " insert SequelOf { from: \"tt4\" to: \"tt3\" }"
                + " update Film set { year: 2012 } where imdb = \"tt4\"");
        assertThat(inserted.affectedNodes()).isEqualTo(2);
        assertThat(inserted.commit()).isPresent();
        assertThat(rows("match { $f: Film { imdb: \"tt4\" } $f sequelOf $g } return { $f.year, $g.title }"))
                .containsExactly("{\"f.year\":2012,\"g.title\":\"Alien 3\"}");
        ChangeResult deleted = mutate("delete Film where title = \"Alien 3\"");
        assertThat(deleted.affectedNodes()).isEqualTo(1);
        assertThat(deleted.affectedEdges()).isEqualTo(2);
        assertThat(rows("match { $f sequelOf $g } return { $f.imdb }")).containsExactly("{\"f.imdb\":\"tt2\"}");
        assertThat(Queries.rows(graph.query(
                        "query q() { match { $f sequelOf $g } return { $f.imdb } }",
                        "",
                        Queries.object("{}"),
                        new ReadTarget.Snapshot(before))))
                .containsExactly("{\"f.imdb\":\"tt2\"}", "{\"f.imdb\":\"tt3\"}");
    }

    @Test
    void mutate_finalImageBroken_isRejectedAndChangesNothing() {
        List<String> codes = new ArrayList<>();
        String head = graph.head(ReadTarget.MAIN).graphCommitId();
        for (String body : List.of(
                "insert Film { imdb: \"tt9\" title: \"x\" year: 1700 }",
                "insert Film { imdb: \"tt9\" title: \"x\" code: \"c3\" }",
                "insert SequelOf { from: \"tt1\" to: \"nobody\" }",
                "insert SequelOf { from: \"tt2\" to: \"tt3\" }")) {
            GraphException thrown = catchThrowableOfType(GraphException.class, () -> mutate(body));
            assertThat(thrown.failure()).isInstanceOf(GraphFailure.Rejected.class);
            if (thrown.failure() instanceof GraphFailure.Rejected(List<LineProblem> problems, long _)) {
                problems.forEach(problem -> codes.add(problem.code()));
            }
        }
        assertThat(codes).containsExactly("range_violation", "unique_violation", "dangling_endpoint", "card_violation");
        assertThat(graph.head(ReadTarget.MAIN).graphCommitId()).isEqualTo(head);
        // A value freed earlier in the query may be used again.
        mutate("update Film set { code: \"free\" } where imdb = \"tt3\""
                + " insert Film { imdb: \"tt9\" title: \"x\" code: \"c3\" }");
        assertThat(rows("match { $f: Film { code: \"c3\" } } return { $f.imdb }"))
                .containsExactly("{\"f.imdb\":\"tt9\"}");
    }
}

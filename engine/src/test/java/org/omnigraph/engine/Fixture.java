package org.omnigraph.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.engine.api.ChangeResult;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.engine.api.LineProblem;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.LoadResult;
import org.omnigraph.engine.api.ProgressListener;
import org.omnigraph.engine.api.ReadResult;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.table.ChangeSet;
import org.omnigraph.engine.table.EntityRow;
import org.omnigraph.engine.table.GraphAccess;
import org.omnigraph.engine.table.QueryRunner;
import org.omnigraph.engine.table.TableChange;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.testing.FakeClock;
import org.omnigraph.state.testing.SequenceIds;

/// One engine process on a store, with a small schema of films.
final class Fixture {
    static final String FILMS = """
            node Film {
                imdb: String @key
                title: String
                year: I32?
                mood: enum(light, dark)?
                isan: String? @unique
                @range(year, 1888..2100)
                @check(imdb, "^tt[0-9]+$")
            }
            node Person { name: String }
            edge SequelOf: Film -> Film @card(0..1)
            edge ActedIn: Person -> Film { part: String? @unique(src, dst, part) }
            edge Studio: Film -> Person @card(1..2)
            """;

    /// Numbers engines, so that no two share ids.
    private static final AtomicInteger ENGINES = new AtomicInteger();

    private final AccessRunner runner = new AccessRunner();
    private final IcebergGraphEngine engine;
    private final GraphRoot root;

    Fixture(ObjectStore store) {
        this.engine = engine(runner);
        this.root = GraphRoot.ofCluster(store, "films");
    }

    /// An engine of its own on the store, with this clock.
    Fixture(ObjectStore store, InstantSource clock, Consumer<Diagnostic> notices) {
        this.engine = engine(runner, new SequenceIds("P" + ENGINES.incrementAndGet() + "X"), clock, notices);
        this.root = GraphRoot.ofCluster(store, "films");
    }

    /// An engine with ids that no other has.
    static IcebergGraphEngine engine(QueryRunner runner) {
        SequenceIds ids = new SequenceIds("P" + ENGINES.incrementAndGet() + "X");
        return engine(runner, ids, FakeClock.standing(), notice -> {});
    }

    private static IcebergGraphEngine engine(
            QueryRunner runner, IdSource ids, InstantSource clock, Consumer<Diagnostic> notices) {
        return new IcebergGraphEngine(runner, ids, clock, Path.of(System.getProperty("java.io.tmpdir")), notices);
    }

    /// Hands out the graph as the executor sees it.
    private static final class AccessRunner implements QueryRunner {
        private @Nullable GraphAccess last;

        @Override
        public ReadResult query(GraphAccess graph, String source, String name, ObjectNode params, ReadTarget target) {
            last = graph;
            return new ReadResult(name, target, List.of(), List.of(), "");
        }

        @Override
        public ChangeResult mutate(
                GraphAccess graph, String source, String name, ObjectNode params, WriteContext context) {
            throw new IllegalStateException("not used");
        }
    }

    IcebergGraphEngine engine() {
        return engine;
    }

    GraphRoot root() {
        return root;
    }

    static SchemaModel schema(String source) {
        var result = SchemaCompiler.compile(source.getBytes(StandardCharsets.UTF_8));
        return result.model()
                .orElseThrow(
                        () -> new IllegalArgumentException(result.diagnostics().toString()));
    }

    Graph init() {
        return init(FILMS);
    }

    Graph init(String schema) {
        engine.init(root, "films", engine.newIncarnation(), schema(schema), "test");
        return open();
    }

    Graph open() {
        return engine.open(root);
    }

    GraphAccess access(Graph graph) {
        graph.query("", "", Json.object(), ReadTarget.MAIN);
        GraphAccess access = runner.last;
        if (access == null) {
            throw new IllegalStateException("no access");
        }
        return access;
    }

    static LoadResult load(Graph graph, LoadMode mode, String... lines) {
        return load(graph, mode, WriteContext.main("test"), lines);
    }

    static LoadResult load(Graph graph, LoadMode mode, WriteContext context, String... lines) {
        byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return graph.load(new ByteArrayInputStream(bytes), mode, context, ProgressListener.NONE);
    }

    /// The keys of all files of all tables.
    static Set<String> tableFiles(ObjectStore store) {
        return store.list(KeyPrefix.ROOT).stream()
                .map(object -> object.key().value())
                .filter(key -> key.contains("/tables/"))
                .collect(Collectors.toSet());
    }

    /// Exported lines, sorted: two graphs with the same lines are the same.
    static List<String> lines(Graph graph) {
        return lines(graph, ReadTarget.MAIN);
    }

    static List<String> lines(Graph graph, ReadTarget target) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        graph.export(target, List.of(), out);
        return out.toString(StandardCharsets.UTF_8).lines().sorted().toList();
    }

    /// The problems that a load is refused with.
    static List<LineProblem> problems(GraphException refusal) {
        if (refusal.failure() instanceof GraphFailure.Rejected(List<LineProblem> problems, long _)) {
            return problems;
        }
        throw new AssertionError("not a rejection", refusal);
    }

    static String film(String imdb) {
        return "{\"type\":\"Film\",\"data\":{\"imdb\":\"" + imdb + "\",\"title\":\"T " + imdb + "\"}}";
    }

    static String person(String id) {
        return "{\"type\":\"Person\",\"data\":{\"id\":\"" + id + "\",\"name\":\"N " + id + "\"}}";
    }

    static String edge(String type, String from, String to) {
        return "{\"edge\":\"" + type + "\",\"from\":\"" + from + "\",\"to\":\"" + to + "\"}";
    }

    static String edge(String type, String id, String from, String to) {
        return "{\"edge\":\"" + type + "\",\"from\":\"" + from + "\",\"to\":\"" + to + "\",\"data\":{\"id\":\"" + id
                + "\"}}";
    }

    /// A change set that upserts one film.
    static ChangeSet upsertFilm(boolean strict, String imdb, String title) {
        EntityRow row = EntityRow.node(imdb, Map.of("imdb", imdb, "title", title));
        return changes(strict, "node.Film", new TableChange(List.of(), List.of(row), new TreeSet<>()));
    }

    static ChangeSet deletes(String table, String... ids) {
        return changes(true, table, new TableChange(List.of(), List.of(), new TreeSet<>(Set.of(ids))));
    }

    static ChangeSet changes(boolean strict, String table, TableChange change) {
        SortedMap<String, TableChange> tables = new TreeMap<>();
        tables.put(table, change);
        return new ChangeSet(strict, tables);
    }
}

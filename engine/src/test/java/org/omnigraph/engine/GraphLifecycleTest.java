package org.omnigraph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.GraphProbe;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.LocalObjectStore;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.testing.MemoryObjectStore;

/// engine.md, "Layout of a graph root".
class GraphLifecycleTest {

    @Test
    void init_thenOpen_onBothStores(@TempDir Path folder) {
        for (ObjectStore store : List.of(new MemoryObjectStore(), LocalObjectStore.at(folder))) {
            Fixture fixture = new Fixture(store);
            assertThat(fixture.engine().probe(fixture.root())).isInstanceOf(GraphProbe.Absent.class);
            String incarnation = fixture.engine().newIncarnation();
            CommitInfo first =
                    fixture.engine().init(fixture.root(), "films", incarnation, Fixture.schema(Fixture.FILMS), "ada");
            assertThat(fixture.engine().probe(fixture.root())).isEqualTo(new GraphProbe.Present("films", incarnation));
            Graph graph = fixture.open();
            assertThat(graph.head(ReadTarget.MAIN)).isEqualTo(first);
            assertThat(first.actor()).isEqualTo("ada");
            assertThat(graph.schema(ReadTarget.MAIN).model().source()).isEqualTo(Fixture.FILMS);
            assertThat(graph.branches()).containsExactly("main");
            assertThat(graph.snapshot(ReadTarget.MAIN).tables())
                    .extracting(table -> table.typeName())
                    .containsExactly("ActedIn", "SequelOf", "Studio", "Film", "Person");
            Fixture.load(graph, LoadMode.APPEND, Fixture.film("tt1"));
            assertThat(Fixture.lines(new Fixture(store).open())).hasSize(1);
        }
    }

    @Test
    void init_whereAGraphIs_isAlreadyExists() {
        Fixture fixture = new Fixture(new MemoryObjectStore());
        fixture.init();
        GraphException refusal = catchThrowableOfType(GraphException.class, fixture::init);
        assertThat(refusal.failure()).isInstanceOf(GraphFailure.AlreadyExists.class);
    }

    @Test
    void open_nothing_isNotFound() {
        Fixture fixture = new Fixture(new MemoryObjectStore());
        GraphException refusal = catchThrowableOfType(GraphException.class, fixture::open);
        assertThat(refusal.failure()).isInstanceOf(GraphFailure.NotFound.class);
    }

    @Test
    void probe_strayFile_isNamedAndNeverBuiltAround() {
        MemoryObjectStore store = new MemoryObjectStore();
        Fixture fixture = new Fixture(store);
        store.put(fixture.root().prefix().key("notes.txt"), new byte[] {1});
        assertThat(fixture.engine().probe(fixture.root()))
                .isInstanceOfSatisfying(
                        GraphProbe.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains("notes.txt"));
    }

    @Test
    void open_keysWithoutFormat_isPartialAndNotOpenable() {
        MemoryObjectStore store = new MemoryObjectStore();
        Fixture fixture = new Fixture(store);
        String incarnation = fixture.init().incarnation();
        store.delete(fixture.root().prefix().key("format.json"));
        assertThat(fixture.engine().probe(fixture.root())).isEqualTo(new GraphProbe.Partial(List.of(incarnation)));
        GraphException refusal = catchThrowableOfType(GraphException.class, fixture::open);
        assertThat(refusal.failure()).isInstanceOf(GraphFailure.NotOpenable.class);
    }

    @Test
    void probe_foreignOrNewerFormat_isUnreadable() {
        MemoryObjectStore store = new MemoryObjectStore();
        Fixture fixture = new Fixture(store);
        for (String format : List.of("{}", "x", "{\"format\":\"omnigraph\",\"version\":3,\"graph_id\":\"a\"}")) {
            store.put(fixture.root().prefix().key("format.json"), format.getBytes(StandardCharsets.UTF_8));
            assertThat(fixture.engine().probe(fixture.root())).isInstanceOf(GraphProbe.Unreadable.class);
        }
    }

    @Test
    void delete_otherIncarnation_touchesNothing() {
        Fixture fixture = new Fixture(new MemoryObjectStore());
        Graph graph = fixture.init();
        fixture.engine().delete(fixture.root(), "");
        fixture.engine().delete(fixture.root(), fixture.engine().newIncarnation());
        Fixture.load(graph, LoadMode.APPEND, Fixture.film("tt1"));
        assertThat(Fixture.lines(fixture.open())).hasSize(1);
        fixture.engine().delete(fixture.root(), graph.incarnation());
        fixture.engine().delete(fixture.root(), graph.incarnation());
        assertThat(fixture.engine().probe(fixture.root())).isInstanceOf(GraphProbe.Absent.class);
    }

    @Test
    void read_byAProcessThatSleptOverDelete_saysSoAndNotThatItIsDamaged() {
        MemoryObjectStore store = new MemoryObjectStore();
        Fixture awake = new Fixture(store);
        Graph old = awake.init();
        Fixture.load(old, LoadMode.APPEND, Fixture.film("tt1"));
        Graph sleeping = new Fixture(store).open();
        assertThat(sleeping.head(ReadTarget.MAIN).manifestVersion()).isEqualTo(2);
        assertThat(sleeping.schema(ReadTarget.MAIN)).isNotNull();
        awake.engine().delete(awake.root(), old.incarnation());
        awake.init();
        GraphException refusal = catchThrowableOfType(GraphException.class, () -> Fixture.lines(sleeping));
        assertThat(refusal.failure()).isEqualTo(new GraphFailure.NotFound("graph", "films"));
        assertThat(refusal.code()).isEqualTo(DiagnosticCode.GRAPH_NOT_FOUND);
    }

    /// A link in place of `graphs/` could lead a delete anywhere: nothing is read, made or removed through it.
    @Test
    void graphsFolder_thatIsALink_isRefused(@TempDir Path folder) throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Graph elsewhere = new Fixture(LocalObjectStore.at(outside)).init();
        List<String> before = names(outside);
        Path root = Files.createDirectory(folder.resolve("root"));
        Files.createSymbolicLink(root.resolve("graphs"), outside.resolve("graphs"));
        Fixture linked = new Fixture(LocalObjectStore.at(root));
        List<ThrowingCallable> uses = List.of(
                () -> linked.engine().probe(linked.root()),
                () -> linked.engine().inspect(linked.root()),
                linked::open,
                linked::init,
                () -> linked.engine().delete(linked.root(), elsewhere.incarnation()));
        for (ThrowingCallable use : uses) {
            StoreException refusal = catchThrowableOfType(StoreException.class, use);
            assertThat(refusal.code()).isEqualTo(DiagnosticCode.STORE_PATH_ESCAPES_ROOT);
        }
        assertThat(names(outside)).isEqualTo(before);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    @Test
    void read_ofATableWithAMissingFile_isGraphCorrupt() {
        MemoryObjectStore store = new MemoryObjectStore();
        Graph graph = new Fixture(store).init();
        Fixture.load(graph, LoadMode.APPEND, Fixture.film("tt1"));
        for (String part : List.of(".parquet", "-m0.avro", "snap-")) {
            MemoryObjectStore damaged = store.copy();
            damaged.list(KeyPrefix.ROOT).stream()
                    .filter(object -> object.key().value().contains(part))
                    .forEach(object -> damaged.delete(object.key()));
            StoreException failure =
                    catchThrowableOfType(StoreException.class, () -> Fixture.lines(new Fixture(damaged).open()));
            assertThat(failure.code()).as(part).isEqualTo(DiagnosticCode.GRAPH_CORRUPT);
        }
    }

    @Test
    void snapshot_ofAnOlderCommit_showsItsRows() {
        Fixture fixture = new Fixture(new MemoryObjectStore());
        Graph graph = fixture.init();
        String first = Fixture.load(graph, LoadMode.APPEND, Fixture.film("tt1"))
                .commit()
                .orElseThrow()
                .graphCommitId();
        Fixture.load(graph, LoadMode.OVERWRITE, Fixture.film("tt2"));
        assertThat(Fixture.lines(graph, new ReadTarget.Snapshot(first)))
                .hasSize(1)
                .allMatch(line -> line.contains("tt1"));
        assertThat(graph.history(new ReadTarget.Snapshot(first))).hasSize(2);
        GraphException unknown =
                catchThrowableOfType(GraphException.class, () -> graph.head(new ReadTarget.Snapshot("nope")));
        assertThat(unknown.failure()).isEqualTo(new GraphFailure.NotFound("commit", "nope"));
        GraphException branch =
                catchThrowableOfType(GraphException.class, () -> graph.head(new ReadTarget.Branch("nope")));
        assertThat(branch.failure()).isEqualTo(new GraphFailure.NotFound("branch", "nope"));
    }
}

package org.omnigraph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.engine.api.DamagedFile;
import org.omnigraph.engine.api.DropMode;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.commit.BranchLog;
import org.omnigraph.engine.commit.GraphCommit;
import org.omnigraph.engine.commit.GraphLayout;
import org.omnigraph.engine.commit.GraphStore;
import org.omnigraph.engine.table.GraphAccess;
import org.omnigraph.engine.table.StoredFile;
import org.omnigraph.engine.table.TableRef;
import org.omnigraph.state.commitlog.LogPosition;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ListedObject;
import org.omnigraph.state.store.LocalObjectStore;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.testing.CountingObjectStore;
import org.omnigraph.state.testing.InterceptingObjectStore;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.StoreOperation;

/// Files that are gone or cut off are named by one listing, without a look into those with rows; a graph whose files
/// are all there never is (engine.md, "Damage").
class DamagedFilesTest {
    private static final String HINT = "00000000000000000033.json";

    /// Kinds of files, each by a part of the key of one that a head needs.
    private static final List<String> KINDS = List.of(
            ".parquet", "-m0.avro", "/snap-", ".metadata.json", "-files.json", "/schemas/", ".identity.json", HINT);

    @TempDir
    private Path folder;

    @Test
    void memory_whateverIsGoneOrCutOff_isNamed() {
        eachKind(new MemoryObjectStore());
    }

    @Test
    void disk_whateverIsGoneOrCutOff_isNamed() {
        eachKind(LocalObjectStore.at(folder));
    }

    private static void eachKind(ObjectStore store) {
        Fixture fixture = new Fixture(store);
        Graph graph = graphOf(fixture, 32);
        assertThat(fixture.engine().inspect(fixture.root())).isEmpty();
        for (String kind : KINDS) {
            ListedObject file = needed(store, graph, kind);
            byte[] bytes = store.get(file.key(), Long.MAX_VALUE).orElseThrow().bytes();

            store.delete(file.key());
            assertNamed(new Fixture(store), kind, file, -1);
            assertNamed(fixture, kind, file, -1);
            store.put(file.key(), Arrays.copyOf(bytes, bytes.length / 2));
            assertNamed(new Fixture(store), kind, file, bytes.length / 2);
            store.put(file.key(), bytes);
            assertThat(new Fixture(store).engine().inspect(fixture.root()))
                    .as(kind)
                    .isEmpty();
        }
        assertThat(graph.head(ReadTarget.MAIN).manifestVersion()).isEqualTo(33);
    }

    private static void assertNamed(Fixture looking, String kind, ListedObject file, long found) {
        List<DamagedFile> damaged = looking.engine().inspect(looking.root());
        assertThat(damaged).as(kind + " of " + found).isNotEmpty();
        DamagedFile first = damaged.stream()
                .filter(each -> each.key().equals(file.key().value()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind + " is not in " + damaged));
        assertThat(first.foundLength()).isEqualTo(found);
        assertThat(first.message())
                .contains(looking.root().store().location(file.key().value()));
        if (file.key().value().contains("/tables/")) {
            assertThat(first.table()).isEqualTo("node.Film");
            assertThat(first.commit()).isNotEmpty();
            assertThat(first.expectedLength()).isEqualTo(file.size());
            assertThat(first.message()).contains("node.Film", first.commit());
        }
    }

    @Test
    void missingRecordsInTheMiddle_areNamed_andSoIsAnEmptyOne() {
        MemoryObjectStore store = new MemoryObjectStore();
        Fixture fixture = new Fixture(store);
        graphOf(fixture, 6);
        for (int version = 3; version <= 5; version++) {
            store.delete(newest(store, "0000" + version + ".json").key());
        }
        store.put(newest(store, "00002.json").key(), new byte[0]);
        assertThat(fixture.engine().inspect(fixture.root()))
                .extracting(DamagedFile::message)
                .satisfiesExactly(
                        empty -> assertThat(empty).endsWith("is empty."),
                        gone -> assertThat(gone).contains("commit record 3 of branch `main`, and so are the 2 after"));
    }

    @Test
    void damageThatOnlyAnotherBranchSees_isNamed() {
        MemoryObjectStore store = new MemoryObjectStore();
        Fixture fixture = new Fixture(store);
        Graph graph = graphOf(fixture, 2);
        branch(graph, "dev/é.x");
        ListedObject old = newest(store, ".parquet");
        Fixture.load(graph, LoadMode.OVERWRITE, Fixture.film("tt9"));
        assertThat(fixture.engine().inspect(fixture.root())).isEmpty();
        store.delete(old.key());
        assertThat(fixture.engine().inspect(fixture.root()))
                .extracting(DamagedFile::key)
                .containsExactly(old.key().value());
    }

    @Test
    void graphThatIsGoneOrWasNeverMade_hasNoDamage() {
        MemoryObjectStore store = new MemoryObjectStore();
        Fixture fixture = new Fixture(store);
        assertThat(fixture.engine().inspect(fixture.root())).isEmpty();
        Graph graph = graphOf(fixture, 1);
        ObjectStore deleting = new ListingStore(store, listing -> {
            fixture.engine().delete(fixture.root(), graph.incarnation());
            return listing;
        });
        Fixture looking = new Fixture(deleting);
        assertThat(looking.engine().inspect(looking.root())).isEmpty();
    }

    /// A writer publishes, and removes what it dropped, between the two halves of a listing.
    @Test
    void hardDropDuringTheListing_isNoDamage() {
        MemoryObjectStore store = new MemoryObjectStore();
        Fixture fixture = new Fixture(store);
        Graph graph = graphOf(fixture, 3);
        String less = Fixture.FILMS.replaceAll("mood: .*", "");
        AtomicBoolean dropped = new AtomicBoolean();
        ObjectStore slow = new ListingStore(store, listing -> {
            if (!dropped.compareAndSet(false, true)) {
                return listing;
            }
            graph.schemaApply(Fixture.schema(less), DropMode.HARD, WriteContext.main("ada"));
            List<ListedObject> torn = new ArrayList<>(listing);
            List<ListedObject> after = store.list(KeyPrefix.ROOT);
            torn.removeIf(each -> isOfTable(each) && !after.contains(each));
            assertThat(torn).hasSizeLessThan(listing.size());
            return torn;
        });
        Fixture looking = new Fixture(slow);
        assertThat(looking.engine().inspect(looking.root())).isEmpty();
    }

    private static boolean isOfTable(ListedObject object) {
        return object.key().value().contains("/tables/");
    }

    /// Does something between a listing and its answer.
    private static final class ListingStore extends InterceptingObjectStore {
        private final UnaryOperator<List<ListedObject>> seen;

        ListingStore(ObjectStore delegate, UnaryOperator<List<ListedObject>> seen) {
            super(delegate);
            this.seen = seen;
        }

        @Override
        protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
            return call.get();
        }

        @Override
        public List<ListedObject> list(KeyPrefix prefix) {
            return seen.apply(super.list(prefix));
        }
    }

    @Test
    void cost_isOneListingAndTheHeads() {
        MemoryObjectStore store = new MemoryObjectStore();
        graphOf(new Fixture(store), 40);
        CountingObjectStore counted = new CountingObjectStore(store);
        Fixture looking = new Fixture(counted);
        assertThat(looking.engine().inspect(looking.root())).isEmpty();
        // Format, head hint and head of `main`, schema and identities, and one list of files; 120 files of tables.
        assertThat(counted.count(StoreOperation.LIST)).isEqualTo(1);
        assertThat(counted.count(StoreOperation.GET)).isEqualTo(6);
        assertThat(counted.requests()).isEqualTo(7);
        assertThat(Fixture.tableFiles(store)).hasSizeGreaterThan(120);
    }

    @Property(tries = 6)
    void anythingDoneRightly_isNeverReported(@ForAll long seed) {
        MemoryObjectStore store = new MemoryObjectStore();
        Fixture fixture = new Fixture(store);
        Graph graph = fixture.init();
        Random random = new Random(seed);
        for (int step = 0; step < 18; step++) {
            String id = "tt" + random.nextInt(8);
            switch (random.nextInt(6)) {
                case 0 -> Fixture.load(graph, LoadMode.MERGE, Fixture.film(id), Fixture.person("p" + step));
                case 1 -> Fixture.load(graph, LoadMode.OVERWRITE, Fixture.film(id), Fixture.film("tt77"));
                case 2 -> schema(graph, random);
                case 3 -> write(fixture, graph, "tt" + (100 + step));
                default -> write(fixture, graph, id);
            }
        }
        branch(graph, "dev");
        write(fixture, graph, "tt1");
        for (Fixture looking : List.of(fixture, new Fixture(store))) {
            assertThat(looking.engine().inspect(looking.root()))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    private static void schema(Graph graph, Random random) {
        String more = random.nextBoolean() ? "\nnode More { note: String? }\n" : "\n";
        String films = random.nextBoolean() ? Fixture.FILMS : Fixture.FILMS.replaceAll("mood: .*", "");
        graph.schemaApply(
                Fixture.schema(films + more),
                random.nextBoolean() ? DropMode.HARD : DropMode.SOFT,
                WriteContext.main("ada"));
    }

    /// The newest file of a kind that the head of `main` names.
    private static ListedObject needed(ObjectStore store, Graph graph, String kind) {
        GraphStore commits = new GraphStore(new GraphLayout(graph.root(), graph.incarnation()));
        TableRef films = commits.head("main").commit().tables().values().stream()
                .filter(table -> table.tableName().equals("node.Film"))
                .findFirst()
                .orElseThrow();
        return Stream.of(films.files().lists(), films.files().files())
                .flatMap(List::stream)
                .map(StoredFile::key)
                .filter(key -> key.contains(kind))
                .reduce((first, second) -> second)
                .map(key -> newest(store, key))
                .orElseGet(() -> newest(store, kind));
    }

    private static ListedObject newest(ObjectStore store, String part) {
        return store.list(KeyPrefix.ROOT).stream()
                .filter(object -> object.key().value().contains(part))
                .filter(object -> !object.key().value().contains("/tables/")
                        || object.key().value().contains("/node.Film"))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("there is no " + part));
    }

    private static Graph graphOf(Fixture fixture, int commits) {
        Graph graph = fixture.init();
        for (int i = 0; i < commits; i++) {
            write(fixture, graph, "tt" + i);
        }
        return graph;
    }

    private static void write(Fixture fixture, Graph graph, String imdb) {
        GraphAccess access = fixture.access(graph);
        access.writer()
                .write(
                        access.snapshot(ReadTarget.MAIN),
                        Fixture.upsertFilm(false, imdb, "a title"),
                        WriteContext.main("a"),
                        "mutate");
    }

    /// A branch of `main` as it is now.
    private static void branch(Graph graph, String name) {
        GraphLayout layout = new GraphLayout(graph.root(), graph.incarnation());
        GraphCommit main = new GraphStore(layout).head("main").commit();
        GraphCommit first = new GraphCommit(
                BranchLog.firstId("01ARZ3NDEKTSV4RRFFQ69G5FAV", name),
                List.of(main.id()),
                name,
                1,
                "ada",
                main.createdAt(),
                "branch_create",
                main.schemaDigest(),
                main.identityDigest(),
                main.tables(),
                List.of(),
                "");
        new BranchLog(layout, name).append(LogPosition.EMPTY, first);
    }
}

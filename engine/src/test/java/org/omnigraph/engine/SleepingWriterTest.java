package org.omnigraph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.ProgressListener;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.testing.InterceptingObjectStore;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.StoreOperation;

/// A writer that sleeps while its graph is deleted and made again (engine.md, "Incarnations"). Its log lies
/// open before it, so the append itself works: only the second look at `format.json` keeps it from
/// acknowledging a commit that nobody will ever read.
final class SleepingWriterTest {
    private final MemoryObjectStore store = new MemoryObjectStore();
    private final Fixture awake = new Fixture(store);
    private Graph old;
    private SortedMap<String, String> remade = new TreeMap<>();

    /// What the sleeper is about to do.
    private enum Write {
        LOAD {
            @Override
            void on(Fixture fixture, Graph graph) {
                Fixture.load(graph, LoadMode.APPEND, Fixture.film("tt1"));
            }
        },
        OVERWRITE {
            @Override
            void on(Fixture fixture, Graph graph) {
                Fixture.load(graph, LoadMode.OVERWRITE, Fixture.film("tt1"));
            }
        },
        MUTATE {
            @Override
            void on(Fixture fixture, Graph graph) {
                var access = fixture.access(graph);
                access.writer()
                        .write(
                                access.snapshot(ReadTarget.MAIN),
                                Fixture.upsertFilm(false, "tt1", "late"),
                                WriteContext.main("sleepy"),
                                "mutate");
            }
        },
        SCHEMA_APPLY {
            @Override
            void on(Fixture fixture, Graph graph) {
                graph.schemaApply(
                        Fixture.schema(Fixture.FILMS + "node Prize { name: String @key }\n"),
                        WriteContext.main("sleepy"));
            }
        };

        abstract void on(Fixture fixture, Graph graph);
    }

    /// Falls asleep at the append to the branch's log.
    private static final class Nap extends InterceptingObjectStore {
        private final boolean afterwards;
        private final Runnable meanwhile;
        private boolean over;

        Nap(ObjectStore delegate, boolean afterwards, Runnable meanwhile) {
            super(delegate);
            this.afterwards = afterwards;
            this.meanwhile = meanwhile;
        }

        @Override
        protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
            boolean here =
                    !over && operation == StoreOperation.PUT_IF_ABSENT && key.contains("/branches/main/0000000000");
            if (!here) {
                return call.get();
            }
            over = true;
            if (afterwards) {
                T result = call.get();
                meanwhile.run();
                return result;
            }
            meanwhile.run();
            return call.get();
        }
    }

    @BeforeEach
    void made() {
        old = awake.init();
    }

    private void deleteOld() {
        awake.engine().delete(awake.root(), old.incarnation());
        remade = ofOthers();
    }

    private void remake() {
        awake.engine().delete(awake.root(), old.incarnation());
        Fixture.load(awake.init(), LoadMode.APPEND, Fixture.film("tt2"));
        remade = ofOthers();
    }

    /// All that is stored, without what no `format.json` names any more.
    private SortedMap<String, String> ofOthers() {
        SortedMap<String, String> contents = new TreeMap<>(store.contents());
        contents.keySet().removeIf(key -> key.contains("/" + old.incarnation() + "/"));
        return contents;
    }

    private void assertGone(Throwable refusal) {
        assertThat(refusal).isInstanceOfSatisfying(GraphException.class, gone -> {
            assertThat(gone.code()).isEqualTo(DiagnosticCode.GRAPH_NOT_FOUND);
            assertThat(gone.failure()).isEqualTo(new GraphFailure.NotFound("graph", "films"));
            assertThat(gone).hasMessageContaining("was deleted while it was being used");
        });
        assertThat(ofOthers()).as("the graph that stands there now").isEqualTo(remade);
    }

    private Throwable write(Write write, boolean afterwards, Runnable meanwhile) {
        Nap nap = new Nap(store, afterwards, meanwhile);
        Fixture sleepy = new Fixture(nap);
        Graph sleeping = sleepy.open();
        Throwable refusal = catchThrowable(() -> write.on(sleepy, sleeping));
        assertThat(nap.over).as("it slept").isTrue();
        return refusal;
    }

    @ParameterizedTest
    @EnumSource
    void write_graphMadeAgainBeforeTheAppend_isRefusedByNameAndChangesNothing(Write write) {
        assertGone(write(write, false, this::remake));
        Graph fresh = awake.open();
        assertThat(fresh.incarnation()).isNotEqualTo(old.incarnation());
        assertThat(Fixture.lines(fresh)).singleElement().asString().contains("tt2");
        assertThat(fresh.history(ReadTarget.MAIN)).hasSize(2);
        assertThat(fresh.schema(ReadTarget.MAIN).model().source()).isEqualTo(Fixture.FILMS);
    }

    @ParameterizedTest
    @EnumSource
    void write_graphDeletedBeforeTheAppend_isRefusedByNameAndMakesNoGraph(Write write) {
        assertGone(write(write, false, this::deleteOld));
        GraphException none = catchThrowableOfType(GraphException.class, awake::open);
        assertThat(none.failure()).isInstanceOf(GraphFailure.NotOpenable.class);
    }

    @ParameterizedTest
    @EnumSource
    void write_graphMadeAgainAfterTheAppend_isRefusedByNameAndChangesNothing(Write write) {
        assertGone(write(write, true, this::remake));
    }

    @Test
    void write_formatUnreadableAfterTheAppend_isUnknown() {
        InterceptingObjectStore blind = new InterceptingObjectStore(store) {
            private boolean appended;

            @Override
            protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
                if (operation == StoreOperation.GET && appended && key.endsWith("format.json")) {
                    throw new StoreException(DiagnosticCode.STORE_UNREACHABLE, key, "outage");
                }
                appended |= operation == StoreOperation.PUT_IF_ABSENT && key.contains("/branches/main/0000000000");
                return call.get();
            }
        };
        Fixture sleepy = new Fixture(blind);
        Graph sleeping = sleepy.open();
        GraphException unknown = catchThrowableOfType(GraphException.class, () -> Write.LOAD.on(sleepy, sleeping));
        assertThat(unknown.code()).isEqualTo(DiagnosticCode.OUTCOME_UNKNOWN);
        assertThat(unknown.failure()).isInstanceOf(GraphFailure.OutcomeUnknown.class);
        assertThat(Fixture.lines(awake.open())).as("it has landed").hasSize(1);
    }

    @Test
    void load_graphMadeAgainWhileTheInputIsRead_isRefusedAndChangesNothing() {
        Fixture sleepy = new Fixture(store);
        Graph sleeping = sleepy.open();
        RacingInput input = new RacingInput(Fixture.film("tt1"), this::remake);
        Throwable refusal = catchThrowable(
                () -> sleeping.load(input, LoadMode.APPEND, WriteContext.main("sleepy"), ProgressListener.NONE));
        assertGone(refusal);
    }
}

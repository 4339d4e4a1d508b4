package org.omnigraph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.testing.InterceptingObjectStore;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.StoreOperation;

/// A load that fails at any of its writes leaves no file in the tables that was not there before, whatever was
/// thrown.
class FailedWriteTest {
    private static final int WRITES_MAX = 200;

    /// Throws once, at the k-th write below the tables, and works again afterwards.
    private static final class FailingOnce extends InterceptingObjectStore {
        private final int at;
        private final Runnable failure;
        private int writes;

        FailingOnce(ObjectStore delegate, int at, Runnable failure) {
            super(delegate);
            this.at = at;
            this.failure = failure;
        }

        boolean failed() {
            return writes >= at;
        }

        @Override
        protected synchronized <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
            boolean write = switch (operation) {
                case PUT, CREATE, WRITE, COMMIT -> key.contains("/tables/");
                case PUT_IF_ABSENT, PUT_IF_MATCH, DELETE, DELETE_PREFIX, GET, LIST, OPEN, READ -> false;
            };
            if (write && ++writes == at) {
                failure.run();
            }
            return call.get();
        }
    }

    @Test
    void load_storeFailsAtAnyWrite_leavesNoFile() {
        leavesNoFile(() -> {
            throw new StoreException(DiagnosticCode.STORE_IO_ERROR, "there", "injected");
        });
    }

    @Test
    void load_errorAtAnyWrite_leavesNoFile() {
        leavesNoFile(() -> {
            throw new LinkageError("injected");
        });
    }

    private static void leavesNoFile(Runnable failure) {
        MemoryObjectStore start = new MemoryObjectStore();
        Graph graph = new Fixture(start).init();
        Fixture.load(graph, LoadMode.APPEND, Fixture.film("tt1"), Fixture.person("p1"));
        Set<String> before = Fixture.tableFiles(start);
        for (int at = 1; at < WRITES_MAX; at++) {
            MemoryObjectStore store = start.copy();
            FailingOnce failing = new FailingOnce(store, at, failure);
            Throwable thrown = null;
            try {
                Fixture.load(
                        new Fixture(failing).open(),
                        LoadMode.MERGE,
                        Fixture.film("tt1"),
                        Fixture.film("tt2"),
                        Fixture.person("p2"));
            } catch (StoreException | LinkageError e) {
                thrown = e;
            }
            if (!failing.failed()) {
                assertThat(at).isGreaterThan(10);
                return;
            }
            assertThat(thrown).as("write " + at).isNotNull();
            assertThat(Fixture.tableFiles(store)).as("after write " + at).isEqualTo(before);
        }
        throw new AssertionError("more than " + WRITES_MAX + " writes");
    }
}

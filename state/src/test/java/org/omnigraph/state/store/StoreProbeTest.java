package org.omnigraph.state.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.testing.InterceptingObjectStore;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;
import org.omnigraph.state.testing.StoreOperation;
import org.omnigraph.state.testing.UnconditionalObjectStore;

class StoreProbeTest {
    private final MemoryObjectStore memory = new MemoryObjectStore();

    @Test
    void goodStore_passesAndIsLeftClean() {
        StoreProbe probe = new StoreProbe(memory, new SequenceIds());

        assertThat(probe.quick()).isEmpty();
        ProbeReport report = probe.full(20, 8);

        assertThat(report.problems()).isEmpty();
        assertThat(report.isSafe()).isTrue();
        assertThat(report.createWinnersMost()).isEqualTo(1);
        assertThat(report.replaceWinnersMost()).isEqualTo(1);
        assertThat(memory.contents()).isEmpty();
    }

    @Test
    void storeThatIgnoresIfNoneMatch_isRefused() {
        StoreProbe probe = new StoreProbe(new UnconditionalObjectStore(memory), new SequenceIds());

        assertThat(probe.quick())
                .hasValueSatisfying(problem ->
                        assertThat(problem.code()).isEqualTo(DiagnosticCode.STORE_CONDITIONAL_WRITES_BROKEN));
        ProbeReport report = probe.full(3, 4);
        assertThat(report.isSafe()).isFalse();
        assertThat(report.createWinnersMost()).isEqualTo(4);
        assertThat(memory.contents()).isEmpty();
    }

    @Test
    void storeWithStaleListings_isRefused() {
        ProbeReport report = new StoreProbe(new ListsNothing(memory), new SequenceIds()).full(2, 2);

        assertThat(report.isSafe()).isFalse();
        assertThat(report.problems()).extracting(Diagnostic::code).containsExactly(DiagnosticCode.STORE_UNSUPPORTED);
    }

    /// A store whose listings never show anything new.
    private static final class ListsNothing extends InterceptingObjectStore {
        ListsNothing(ObjectStore delegate) {
            super(delegate);
        }

        @Override
        public List<ListedObject> list(KeyPrefix prefix) {
            return List.of();
        }

        @Override
        protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
            return call.get();
        }
    }
}

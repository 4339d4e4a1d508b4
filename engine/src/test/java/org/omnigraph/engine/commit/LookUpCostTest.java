package org.omnigraph.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.state.testing.CountingObjectStore;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.StoreOperation;

/// What a look-up asks of the store does not depend on how many commits there are. Each is made by a process that
/// knows nothing yet. Finding a head from a hint that is up to seven commits behind takes at most nine requests.
class LookUpCostTest {
    private static final int HEAD_MAX = 9;

    private final CountingObjectStore counting = new CountingObjectStore(new MemoryObjectStore());
    private final CommitFixture fixture = new CommitFixture(counting);
    private final List<GraphCommit> commits = new ArrayList<>();
    private GraphStore store = fixture.open();

    @BeforeEach
    void firstCommit() {
        commits.add(store.head("main").commit());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1_000})
    void commit_byId_isOneRequest(int history) {
        grow(history);
        for (GraphCommit commit : List.of(commits.getFirst(), commits.get(history / 2), commits.getLast())) {
            start();
            assertThat(store.commit(new ReadTarget.Snapshot(commit.id()))).isEqualTo(commit);
            assertThat(counting.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1_000})
    void commit_unknownId_isRefusedWithAtMostTwoRequests(int history) {
        grow(history);
        String known = commits.get(history / 2).id();
        String otherRest = known.substring(0, 19) + "ZZZZZZZ";
        String otherBranch = CommitId.of(known, "gone", history);
        String beyond = CommitId.of(known, "main", history + 1_000_000L);
        for (String id : List.of(otherRest, otherBranch, beyond)) {
            start();
            refused(id);
            assertThat(counting.requests()).as(id).isLessThanOrEqualTo(2);
        }
        for (String id : List.of("nope", known + "0", known.replace(known.charAt(25), 'U'))) {
            start();
            refused(id);
            assertThat(counting.requests()).as(id).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1_000})
    void branches_ofTwo_areOneListingAndTheirHeads(int history) {
        grow(history);
        fixture.append(store, "dev");
        GraphCommit onDev = fixture.append(store, "dev");
        start();
        assertThat(store.branches()).containsExactly("dev", "main");
        assertThat(counting.count(StoreOperation.LIST)).isEqualTo(1);
        assertThat(counting.requests()).isLessThanOrEqualTo(1 + 2 * HEAD_MAX);
        start();
        assertThat(store.commit(new ReadTarget.Snapshot(onDev.id()))).isEqualTo(onDev);
        assertThat(counting.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1_000})
    void hasBranch_isThatOfItsHead(int history) {
        grow(history);
        start();
        assertThat(store.hasBranch("main")).isTrue();
        assertThat(counting.count(StoreOperation.LIST)).isZero();
        assertThat(counting.requests()).isLessThanOrEqualTo(HEAD_MAX);
        counting.reset();
        assertThat(store.hasBranch("main")).isTrue();
        assertThat(counting.requests()).isEqualTo(1);
        counting.reset();
        assertThat(store.hasBranch("none")).isFalse();
        assertThat(counting.requests()).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1_000})
    void history_aPage_isARequestACommit(int history) {
        grow(history);
        start();
        List<GraphCommit> newest = store.history(ReadTarget.MAIN, 0, 3);
        assertThat(newest).isEqualTo(commits.reversed().subList(0, 3));
        assertThat(counting.requests()).isLessThanOrEqualTo(HEAD_MAX + 2);
        counting.reset();
        assertThat(store.history(ReadTarget.MAIN, newest.getLast().version(), 4))
                .isEqualTo(commits.reversed().subList(3, 7));
        assertThat(counting.requests()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100})
    void history_page_endsWhereTheTargetAndTheLogDo(int history) {
        grow(history);
        ReadTarget third = new ReadTarget.Snapshot(commits.get(2).id());
        assertThat(store.history(third, 0, 10)).isEqualTo(commits.subList(0, 3).reversed());
        assertThat(store.history(third, 99, 10)).isEqualTo(commits.subList(0, 3).reversed());
        assertThat(store.history(third, 2, 10)).isEqualTo(commits.subList(0, 1));
        assertThat(store.history(third, 1, 10)).isEmpty();
        assertThat(store.history(third, 0, 0)).isEmpty();
    }

    private void grow(int history) {
        while (commits.size() < history) {
            commits.add(fixture.append(store, "main"));
        }
    }

    /// A new process.
    private void start() {
        store = fixture.open();
        counting.reset();
    }

    private void refused(String id) {
        GraphException refusal =
                catchThrowableOfType(GraphException.class, () -> store.commit(new ReadTarget.Snapshot(id)));
        assertThat(refusal.failure()).isEqualTo(new GraphFailure.NotFound("commit", id));
    }
}

package org.omnigraph.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.state.commitlog.AppendOutcome;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.testing.CountingObjectStore;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.StoreOperation;

class BranchLogTest {
    private final MemoryObjectStore memory = new MemoryObjectStore();
    private final CountingObjectStore counting = new CountingObjectStore(memory);
    private final HookedStore hooked = new HookedStore(counting);
    private final CommitFixture fixture = new CommitFixture(hooked);

    @Test
    void head_deletedBranch_isNoneAndItsCommitsStayReadable() {
        GraphStore store = fixture.open();
        GraphCommit work = fixture.append(store, "dev");
        GraphCommit end = fixture.append(store, "dev", GraphCommit.BRANCH_DELETED, List.of());
        for (GraphStore process : List.of(store, fixture.open())) {
            assertThat(process.log("dev").head()).isEmpty();
            assertThat(process.log("dev").newest().orElseThrow().commit()).isEqualTo(end);
            assertThat(process.hasBranch("dev")).isFalse();
            assertThat(process.branches()).containsExactly("main");
            GraphException refusal = catchThrowableOfType(GraphException.class, () -> process.head("dev"));
            assertThat(refusal.failure()).isEqualTo(new GraphFailure.NotFound("branch", "dev"));
            assertThat(refusal.code()).isEqualTo(DiagnosticCode.BRANCH_NOT_FOUND);
            assertThat(process.commit(new ReadTarget.Snapshot(work.id()))).isEqualTo(work);
        }
    }

    @Test
    void head_branchMadeAgain_goesOnWithTheNumbers() {
        GraphStore store = fixture.open();
        fixture.append(store, "dev");
        fixture.append(store, "dev", GraphCommit.BRANCH_DELETED, List.of());
        GraphCommit again = fixture.append(store, "dev", "branch_create", List.of());
        assertThat(again.version()).isEqualTo(3);
        assertThat(fixture.open().head("dev").commit()).isEqualTo(again);
        assertThat(store.branches()).containsExactly("dev", "main");
    }

    /// A slow reader learns an old head after a writer of the same process made a newer one.
    @Test
    void newest_anOlderHeadLearntLater_doesNotReplaceTheNewerOne() {
        GraphStore store = fixture.open();
        GraphCommit[] newer = new GraphCommit[1];
        hooked.afterNext(StoreOperation.GET, "00002.json", () -> newer[0] = fixture.append(store, "main"));
        assertThat(store.head("main").commit().version()).isEqualTo(1);
        assertThat(newer[0].version()).isEqualTo(2);
        counting.reset();
        assertThat(store.head("main").commit()).isEqualTo(newer[0]);
        assertThat(counting.trace()).singleElement().asString().endsWith("00003.json");
    }

    @Test
    void newest_someoneElseAppended_isSeenAtOnce() {
        GraphStore store = fixture.open();
        GraphStore other = fixture.open();
        assertThat(store.head("main").commit().version()).isEqualTo(1);
        for (int version = 2; version <= 20; version++) {
            GraphCommit commit = fixture.append(other, "main");
            if (version % 3 == 0) {
                assertThat(store.head("main").commit()).isEqualTo(commit);
                assertThat(fixture.open().head("main").commit()).isEqualTo(commit);
            }
        }
    }

    @Test
    void append_behindSomeoneElse_isLostAndRemembersNothing() {
        GraphStore store = fixture.open();
        BranchHead head = store.head("main");
        GraphCommit winner = fixture.append(fixture.open(), "main");
        GraphCommit loser = new GraphCommit(
                CommitId.of(fixture.ids().next(), "main", 2),
                List.of(head.commit().id()),
                "main",
                2,
                "slow",
                fixture.clock().instant(),
                "load",
                winner.schemaDigest(),
                winner.identityDigest(),
                winner.tables(),
                List.of(),
                "");
        assertThat(store.log("main").append(head.position(), loser)).isInstanceOf(AppendOutcome.Lost.class);
        assertThat(store.head("main").commit()).isEqualTo(winner);
        assertThat(store.log("main").find(loser.id())).isEmpty();
        assertThat(store.log("main").find(winner.id())).contains(winner);
    }

    @Test
    void find_idOfAnotherBranchAtTheSameVersion_isNothing() {
        GraphStore store = fixture.open();
        GraphCommit onDev = fixture.append(store, "dev");
        assertThat(store.log("main").find(onDev.id())).isEmpty();
        assertThat(store.log("dev").find(store.head("main").commit().id())).isEmpty();
        assertThat(store.log("dev").find(onDev.id())).contains(onDev);
    }

    @Test
    void newest_recordOfABodyThatIsNoCommit_isDamageWithItsPlace() {
        GraphStore store = fixture.open();
        fixture.append(store, "main");
        String key = fixture.layout().branch("main").value() + "00000000000000000002.json";
        String record = memory.contents().getOrDefault(key, "");
        assertThat(record).contains("\"branch\"");
        memory.put(
                new ObjectKey(key),
                record.replace("\"schema_digest\"", "\"schema_digets\"").getBytes(StandardCharsets.UTF_8));
        StoreException damage = catchThrowableOfType(
                StoreException.class, () -> fixture.open().log("main").newest());
        assertThat(damage.code()).isEqualTo(DiagnosticCode.INVALID_REVISION_RECORD);
        assertThat(damage.location()).endsWith("00000000000000000002.json");
    }
}

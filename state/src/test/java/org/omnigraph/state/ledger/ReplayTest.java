package org.omnigraph.state.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.commitlog.AppendOutcome;
import org.omnigraph.state.commitlog.CommitDraft;
import org.omnigraph.state.commitlog.CommitRecord;
import org.omnigraph.state.commitlog.LogPosition;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.digest.Sha256;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonValue;
import org.omnigraph.state.testing.FakeClock;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;

/// Records that are whole and linked, and yet say something of their state that is not so: only a replay notices.
class ReplayTest {
    private final MemoryObjectStore memory = new MemoryObjectStore();
    private final SequenceIds ids = new SequenceIds();
    private final Ledger ledger = new Ledger(memory, ids, FakeClock.standing());

    @Test
    void anHonestRecord_isIntact() {
        record(LogPosition.EMPTY, 1, body -> {});
        ReplayReport report = ledger.replay();
        assertThat(report.problems()).isEmpty();
        assertThat(report.isIntact()).isTrue();
        assertThat(report.statesRebuilt()).isEqualTo(1);
        assertThat(report.digests()).isPresent();
    }

    @Test
    void aWrongStateDigest_isNamed() {
        record(LogPosition.EMPTY, 1, body -> body.put("state_digest", "ab".repeat(32)));
        assertProblem("print");
    }

    @Test
    void aStateOfAnotherRevision_isNamed() {
        record(LogPosition.EMPTY, 1, body -> {
            byte[] state = StateJson.print(ClusterState.EMPTY.withStateRevision(5));
            body.set("state", Json.parseObject(state));
            body.put("state_digest", Sha256.hex(state));
        });
        assertProblem("revision 5");
    }

    @Test
    void aTextThatSaysAnotherState_isNamed() {
        record(LogPosition.EMPTY, 1, body -> {
            String text = "{\"version\":1,\"state_revision\":1,\"applied_revision\":{\"config_digest\":\"other\"}}";
            body.put("state_text", text);
            body.put("state_digest", Sha256.hex(text.getBytes(StandardCharsets.UTF_8)));
        });
        assertProblem("differ");
    }

    @Test
    void aTextThatIsNoState_isNamed() {
        record(LogPosition.EMPTY, 1, body -> {
            body.put("state_text", "nonsense");
            body.put("state_digest", Sha256.hex("nonsense".getBytes(StandardCharsets.UTF_8)));
        });
        assertProblem("cannot be read");
    }

    @Test
    void aStateThatIsNone_isNamed() {
        record(LogPosition.EMPTY, 1, body -> body.set("state", Json.object().put("version", 3)));
        assertProblem("version 3");
    }

    @Test
    void aBodyThatIsNone_isNamed() {
        record(LogPosition.EMPTY, 1, body -> body.put("surprise", 1));
        assertProblem("surprise");
    }

    @Test
    void aLogThatIsCutOff_isNamed() {
        CommitRecord first = record(LogPosition.EMPTY, 1, body -> {});
        record(first.position(), 2, body -> {});
        memory.delete(ledger.log().key(1));

        assertProblem("points back to one that is not there");
        assertThat(ledger.replay().chain().first()).isEqualTo(2);
        assertThat(ledger.replay().chain().last()).isEqualTo(2);
        assertThat(ledger.replay().chain().isIntact()).isFalse();
    }

    @Test
    void theNewestRecordIsAStub_itsDigestStandsForTheState() {
        CommitRecord first = record(LogPosition.EMPTY, 1, body -> {});
        record(first.position(), 2, body -> {});
        ledger.log().expire(first, "cd".repeat(32));
        ReplayReport report = ledger.replay(OptionalLong.of(1));

        assertThat(report.problems()).isEmpty();
        assertThat(report.statesRebuilt()).isEqualTo(1);
        assertThat(report.revision()).isEqualTo(1);
        assertThat(report.digests()).as("a stub holds no state").isEmpty();
        assertThat(ledger.replay(OptionalLong.of(2)).digests()).isPresent();
        assertThat(ledger.replay(OptionalLong.of(3)).digests()).isEmpty();
    }

    @Test
    void anEmptyLog_hasNoRevision() {
        ReplayReport report = ledger.replay();
        assertThat(report.revision()).isEqualTo(-1);
        assertThat(report.headCas()).isEmpty();
        assertThat(report.isIntact()).isTrue();
    }

    @Test
    void aHeadThatMustNotBeUsed_isNamedOnce() {
        record(LogPosition.EMPTY, 1, body -> {});
        assertThat(memory.put(Ledger.STATE_KEY, "{".getBytes(StandardCharsets.UTF_8)))
                .isNotNull();
        assertThat(ledger.replay().problems())
                .extracting(Diagnostic::code)
                .containsExactly(DiagnosticCode.INVALID_STATE_JSON);
    }

    @Test
    void digests_differWithWhatTheyAreOf() {
        record(LogPosition.EMPTY, 1, body -> {});
        ReplayDigests one = ledger.replay().digests().orElseThrow();
        assertThat(one.byName().keySet()).containsExactly("approvals", "full", "recoveries", "resources", "state");
        assertThat(one.byName().values()).allMatch(Sha256::isHex);
        assertThat(one.byName()).containsEntry("full", one.full()).containsEntry("state", one.state());
        assertThat(one.full()).isNotEqualTo(one.state());
    }

    private void assertProblem(String word) {
        ReplayReport report = ledger.replay();
        assertThat(report.isIntact()).isFalse();
        assertThat(report.problems()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(DiagnosticCode.INVALID_REVISION_RECORD);
            assertThat(problem.message()).contains(word);
        });
    }

    private CommitRecord record(LogPosition after, long revision, Consumer<ObjectNode> changed) {
        byte[] state = StateJson.print(ClusterState.EMPTY.withStateRevision(revision));
        ObjectNode body = Json.object();
        body.set("state", Json.parseObject(state));
        body.put("state_digest", Sha256.hex(state));
        body.set("summary", Json.object());
        changed.accept(body);
        AppendOutcome outcome = ledger.log()
                .append(after, new CommitDraft(ids.next(), "apply", "ana", Instant.EPOCH, JsonValue.of(body)));
        assertThat(outcome).isInstanceOf(AppendOutcome.Committed.class);
        return ((AppendOutcome.Committed) outcome).record();
    }
}

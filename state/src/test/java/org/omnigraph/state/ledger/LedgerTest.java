package org.omnigraph.state.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.digest.Sha256;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonValue;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.testing.FakeClock;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;

class LedgerTest {
    private static final String OLD_FOLDER = """
            { "version": 1, "state_revision": 7,
              "applied_revision": { "config_digest": "c", "resources": { "graph.a": { "digest": "d" } } } }
            """;

    private final MemoryObjectStore store = new MemoryObjectStore();
    private final Ledger ledger = new Ledger(store, new SequenceIds(), FakeClock.standing());

    @Test
    void read_nothingThere_isEmptyAndNotFound() {
        LedgerSnapshot snapshot = snapshot();

        assertThat(snapshot.found()).isFalse();
        assertThat(snapshot.state()).isEqualTo(ClusterState.EMPTY);
        assertThat(snapshot.warnings()).isEmpty();
    }

    @Test
    void publish_first_isRevisionOneAndReadableByPeople() {
        LedgerSnapshot published = publish(snapshot(), "graph.a", "d1");

        assertThat(published.revision()).isEqualTo(1);
        assertThat(stateJson()).isEqualTo("""
                        {
                          "applied_revision": {
                            "resources": {
                              "graph.a": {
                                "digest": "d1"
                              }
                            }
                          },
                          "approval_records": {},
                          "observations": {},
                          "recovery_records": {},
                          "resource_statuses": {},
                          "state_revision": 1,
                          "version": 1
                        }
                        """);
        assertThat(published.stateCas()).isEqualTo(Sha256.cas(stateJson().getBytes(StandardCharsets.UTF_8)));
        assertThat(snapshot()).isEqualTo(published);
    }

    @Test
    void publish_fromStaleSnapshot_isLostAndChangesNothing() {
        LedgerSnapshot stale = snapshot();
        publish(stale, "graph.a", "d1");
        var before = store.contents();

        PublishOutcome outcome = ledger.publish(stale, with(stale, "graph.b", "d2"), change());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        PublishOutcome.Lost.class,
                        lost -> assertThat(lost.problem().code()).isEqualTo(DiagnosticCode.STATE_CAS_MISMATCH));
        assertThat(store.contents()).isEqualTo(before);
    }

    @Test
    void publish_whenTheLogHasGoneOnBehindTheSameFile_isLost() {
        LedgerSnapshot first = publish(snapshot(), "graph.a", "d1");
        String file = stateJson();
        publish(first, "graph.b", "d2");
        writeState(file); // as if that writer had died before it moved the head

        PublishOutcome outcome = ledger.publish(first, with(first, "graph.c", "d3"), change());

        assertThat(outcome).isInstanceOf(PublishOutcome.Lost.class);
        assertThat(snapshot().state().resources()).containsOnlyKeys("graph.a", "graph.b");
    }

    @Test
    void read_headBehind_takesTheNewestRecordAndWarns() {
        LedgerSnapshot first = publish(snapshot(), "graph.a", "d1");
        String old = stateJson();
        LedgerSnapshot second = publish(first, "graph.b", "d2");
        writeState(old);

        LedgerSnapshot read = snapshot();

        assertThat(read.state()).isEqualTo(second.state());
        assertThat(read.stateCas()).isEqualTo(second.stateCas());
        assertThat(read.warnings()).extracting(Diagnostic::code).containsExactly(DiagnosticCode.STATE_HEAD_BEHIND);
        assertThat(ledger.advanceHead(read)).isEqualTo(second);
        assertThat(snapshot()).isEqualTo(second);
    }

    @Test
    void read_stateJsonDeleted_isOnlyBehind() {
        LedgerSnapshot first = publish(snapshot(), "graph.a", "d1");
        store.delete(Ledger.STATE_KEY);

        LedgerSnapshot read = snapshot();
        assertThat(read.state()).isEqualTo(first.state());
        assertThat(read.base().kind()).isEqualTo(LedgerBase.Kind.BEHIND);
        publish(read, "graph.b", "d2");

        assertThat(snapshot().revision()).isEqualTo(2);
        assertThat(snapshot().warnings()).isEmpty();
    }

    @Test
    void read_folderWithoutLog_isAdoptedByTheFirstPublishByteForByte() {
        writeState(OLD_FOLDER);
        LedgerSnapshot found = snapshot();
        assertThat(found.revision()).isEqualTo(7);
        assertThat(found.stateCas()).isEqualTo(Sha256.cas(OLD_FOLDER.getBytes(StandardCharsets.UTF_8)));
        assertThat(found.warnings()).extracting(Diagnostic::code).containsExactly(DiagnosticCode.STATE_LOG_MISSING);

        publish(found, "graph.b", "d2");

        assertThat(ledger.history(10)).extracting(Revision::number).containsExactly(8L, 7L);
        assertThat(ledger.history(10)).extracting(Revision::operation).containsExactly("apply", "adopt");
        assertThat(ledger.show(7).orElseThrow().stateCas()).isEqualTo(found.stateCas());
        assertThat(ledger.replay().problems()).isEmpty();
    }

    @Test
    void read_adoptedButNothingPublishedYet_isInStep() {
        writeState(OLD_FOLDER);
        publish(snapshot(), "graph.b", "d2");
        store.delete(new ObjectKey("__cluster/revisions/00000000000000000008.json"));
        writeState(OLD_FOLDER);

        assertThat(snapshot().base().kind()).isEqualTo(LedgerBase.Kind.IN_STEP);
        assertThat(snapshot().warnings()).isEmpty();
    }

    @Test
    void read_versionZeroFolder_canBeAdopted() {
        writeState("{\"version\": 1, \"applied_revision\": {\"resources\": {}}}");

        publish(snapshot(), "graph.a", "d1");

        assertThat(ledger.history(10)).extracting(Revision::number).containsExactly(1L, 0L);
    }

    @Test
    void read_editedByHand_isHonouredAndBecomesARevision() {
        publish(snapshot(), "graph.a", "d1");
        writeState(stateJson().replace("\"d1\"", "\"edited\""));

        LedgerSnapshot edited = snapshot();
        assertThat(edited.state().resources()).containsEntry("graph.a", ResourceEntry.of("edited"));
        assertThat(edited.warnings())
                .extracting(Diagnostic::code)
                .containsExactly(DiagnosticCode.STATE_EDITED_OUT_OF_BAND);
        publish(edited, "graph.b", "d2");

        assertThat(ledger.history(10)).extracting(Revision::operation).containsExactly("apply", "adopt_edit", "apply");
        assertThat(snapshot().revision()).isEqualTo(3);
        assertThat(snapshot().state().resources()).containsEntry("graph.a", ResourceEntry.of("edited"));
        assertThat(ledger.replay().problems()).isEmpty();
    }

    @Test
    void read_editAdoptedButNotPublished_isOnlyBehind() {
        publish(snapshot(), "graph.a", "d1");
        String edit = stateJson().replace("\"d1\"", "\"edited\"");
        writeState(edit);
        publish(snapshot(), "graph.b", "d2");
        store.delete(new ObjectKey("__cluster/revisions/00000000000000000003.json"));
        writeState(edit); // as if the writer had died after taking in the edit

        LedgerSnapshot read = snapshot();
        assertThat(read.base().kind()).isEqualTo(LedgerBase.Kind.BEHIND);
        assertThat(read.revision()).isEqualTo(2);
        assertThat(read.state().resources()).containsEntry("graph.a", ResourceEntry.of("edited"));
    }

    @Test
    void read_editOfAnOldRevision_isRefusedAndShowsBoth() {
        LedgerSnapshot first = publish(snapshot(), "graph.a", "d1");
        String old = stateJson();
        LedgerSnapshot second = publish(first, "graph.b", "d2");
        String edit = old.replace("\"d1\"", "\"edited\"");
        writeState(edit);

        assertThat(ledger.read()).isInstanceOfSatisfying(LedgerReading.Refused.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo(DiagnosticCode.STATE_EDIT_STALE);
            assertThat(refused.problem().message())
                    .contains("revision 1", Sha256.hex(edit.getBytes(StandardCharsets.UTF_8)))
                    .contains("revision is 2", second.stateCas());
        });
    }

    @Test
    void publish_neverOverwritesAnEditThatCameMeanwhile() {
        LedgerSnapshot first = publish(snapshot(), "graph.a", "d1");
        String edit = stateJson().replace("\"d1\"", "\"edited\"");
        StateHead head = new StateHead(store, Ledger.STATE_KEY, 1 << 20, new LedgerReader(ledger.log()));
        var seen = store.get(Ledger.STATE_KEY, 1 << 20);
        writeState(edit);

        assertThat(head.advance(StateJson.print(with(first, "graph.b", "d2").withStateRevision(2)), 2, seen))
                .hasValueSatisfying(reason -> assertThat(reason).contains("edited"));
        assertThat(stateJson()).isEqualTo(edit);
    }

    @Test
    void read_brokenJson_isNamed() {
        writeState("{\"version\": 1, \"surprise\": true, \"applied_revision\": {\"resources\": {}}}");
        assertRefused(DiagnosticCode.INVALID_STATE_JSON, "surprise");
        writeState("{\"version\": 1,");
        assertRefused(DiagnosticCode.INVALID_STATE_JSON, "line 1");
        writeState("{\"version\": 1, \"version\": 1, \"applied_revision\": {}}");
        assertRefused(DiagnosticCode.INVALID_STATE_JSON, "uplicate");
    }

    @Test
    void read_anotherVersion_isNamed() {
        writeState("{\"version\": 2, \"whatever\": 1}");
        assertRefused(DiagnosticCode.UNSUPPORTED_STATE_VERSION, "2");
    }

    @Test
    void read_damagedRecord_isNamed() {
        publish(snapshot(), "graph.a", "d1");
        ObjectKey key = new ObjectKey("__cluster/revisions/00000000000000000001.json");
        store.put(key, text(key).replace("\"apply\"", "\"appl_\"").getBytes(StandardCharsets.UTF_8));

        assertRefused(DiagnosticCode.INVALID_REVISION_RECORD, "digest");
        assertThat(ledger.replay().isIntact()).isFalse();
    }

    @Test
    void replay_untouchedLog_rebuildsTheHead() {
        LedgerSnapshot last = publish(publish(snapshot(), "graph.a", "d1"), "graph.b", "d2");

        ReplayReport report = ledger.replay();

        assertThat(report.problems()).isEmpty();
        assertThat(report.statesRebuilt()).isEqualTo(2);
        assertThat(report.headCas()).isEqualTo(last.stateCas());
    }

    @Test
    void history_limit_isNewestFirst() {
        LedgerSnapshot snapshot = snapshot();
        for (int i = 0; i < 5; i++) {
            snapshot = publish(snapshot, "graph.g" + i, "d");
        }

        assertThat(ledger.history(3)).extracting(Revision::number).containsExactly(5L, 4L, 3L);
        assertThat(ledger.show(2).orElseThrow().actor()).isEqualTo("ana");
        assertThat(ledger.show(2).orElseThrow().state().orElseThrow().resources())
                .containsOnlyKeys("graph.g0", "graph.g1");
        assertThat(ledger.show(9)).isEmpty();
    }

    private void assertRefused(DiagnosticCode code, String word) {
        assertThat(ledger.read()).isInstanceOfSatisfying(LedgerReading.Refused.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo(code);
            assertThat(refused.problem().message()).contains(word);
        });
    }

    private LedgerSnapshot snapshot() {
        assertThat(ledger.read()).isInstanceOf(LedgerReading.Usable.class);
        return ((LedgerReading.Usable) ledger.read()).snapshot();
    }

    private LedgerSnapshot publish(LedgerSnapshot from, String address, String digest) {
        PublishOutcome outcome = ledger.publish(from, with(from, address, digest), change());
        assertThat(outcome).isInstanceOf(PublishOutcome.Published.class);
        PublishOutcome.Published published = (PublishOutcome.Published) outcome;
        assertThat(published.warnings()).isEmpty();
        return published.snapshot();
    }

    private static ClusterState with(LedgerSnapshot from, String address, String digest) {
        ClusterState.Builder builder = from.state().toBuilder();
        builder.resources().put(address, ResourceEntry.of(digest));
        return builder.build();
    }

    private static LedgerChange change() {
        return new LedgerChange("apply", "ana", JsonValue.of(Json.object()));
    }

    private String stateJson() {
        return text(Ledger.STATE_KEY);
    }

    private String text(ObjectKey key) {
        return new String(store.get(key, 1 << 20).orElseThrow().bytes(), StandardCharsets.UTF_8);
    }

    private void writeState(String text) {
        assertThat(store.put(Ledger.STATE_KEY, text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PutOutcome.Written.class);
    }
}

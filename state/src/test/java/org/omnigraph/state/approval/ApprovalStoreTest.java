package org.omnigraph.state.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.testing.FaultyObjectStore;
import org.omnigraph.state.testing.MemoryObjectStore;

class ApprovalStoreTest {
    private static final Approval APPROVAL = new Approval(
            "01KAF0000000000000000000AA",
            "graph.old",
            "delete",
            "graph delete is irreversible",
            "ab".repeat(32),
            "cd".repeat(32),
            "",
            "",
            "ana",
            "2026-11-21T12:00:00Z",
            "",
            "");

    private final MemoryObjectStore memory = new MemoryObjectStore();
    private final ApprovalStore approvals = new ApprovalStore(memory);

    @Test
    void write_list_consume_keepsTheFile() {
        assertThat(approvals.list()).isEmpty();
        assertThat(approvals.write(APPROVAL)).isEmpty();
        assertThat(only()).isEqualTo(APPROVAL);
        assertThat(only().isConsumed()).isFalse();
        assertThat(memory.contents().values())
                .singleElement()
                .satisfies(
                        text -> assertThat(text).doesNotContain("consumed", "bound_after_digest", "bound_incarnation"));

        Approval used = APPROVAL.consumed("2026-11-21T12:05:00Z", "01KAF0000000000000000000CC");
        assertThat(approvals.markConsumed(used)).isEmpty();
        assertThat(only()).isEqualTo(used);
        assertThat(only().isConsumed()).isTrue();
        assertThat(memory.contents().values())
                .containsExactly(new String(
                        Json.canonicalBytes(ApprovalStore.toJson(used).node()), StandardCharsets.UTF_8));
    }

    @Test
    void write_boundToAGraph_keepsItThroughItsUse() {
        String text =
                new String(Json.canonicalBytes(ApprovalStore.toJson(APPROVAL).node()), StandardCharsets.UTF_8);
        put(
                "01KAF0000000000000000000AA.json",
                text.replace("{", "{\"bound_incarnation\": \"01KAF0000000000000000000GG\","));

        assertThat(only().boundIncarnation()).isEqualTo("01KAF0000000000000000000GG");
        assertThat(only().consumed("x", "y").boundIncarnation()).isEqualTo("01KAF0000000000000000000GG");
        assertThat(approvals.markConsumed(only().consumed("x", "y"))).isEmpty();
        assertThat(only().boundIncarnation()).isEqualTo("01KAF0000000000000000000GG");
    }

    @Test
    void write_takenId_isNotOverwritten() {
        assertThat(approvals.write(APPROVAL)).isEmpty();
        Approval other = APPROVAL.consumed("x", "y");

        assertThat(approvals.write(other)).isPresent();
        assertThat(only()).isEqualTo(APPROVAL);
    }

    @Test
    void list_damagedOrRenamed_authorisesNothing() {
        assertThat(approvals.write(APPROVAL)).isEmpty();
        String text = memory.contents().values().iterator().next();
        put("another.json", text);
        put("01KAF0000000000000000000AA.json", text.replace("\"schema_version\": 1", "\"schema_version\": 2"));
        put("broken.json", "{");

        assertThat(approvals.list())
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry)
                        .isInstanceOfSatisfying(
                                ApprovalEntry.Unreadable.class,
                                unreadable -> assertThat(unreadable.problem().code())
                                        .isEqualTo(DiagnosticCode.INVALID_APPROVAL)));
    }

    @Test
    void isUnused_onlyIfNeitherItsFileNorTheLedgerSaysOtherwise() {
        String id = APPROVAL.approvalId();
        assertThat(APPROVAL.isUnused(Set.of())).isTrue();
        assertThat(APPROVAL.isUnused(Set.of("another"))).isTrue();
        assertThat(APPROVAL.isUnused(Set.of(id)))
                .as("the ledger recorded the use, the file was not marked")
                .isFalse();
        Approval used = APPROVAL.consumed("2026-11-21T12:05:00Z", "op");
        assertThat(used.isUnused(Set.of())).as("the file says so").isFalse();
        assertThat(used.isUnused(Set.of(id))).isFalse();
        assertThat(used.consumedByOperation()).isEqualTo("op");
    }

    @Test
    void isOfAnotherGraph_onlyIfItNamesOneAndThatIsNotIt() {
        Approval bound =
                new Approval(APPROVAL.approvalId(), "graph.old", "delete", "", "c", "", "", "INC", "ana", "t", "", "");
        assertThat(bound.isOfAnotherGraph("INC")).isFalse();
        assertThat(bound.isOfAnotherGraph("OTHER")).isTrue();
        assertThat(bound.isOfAnotherGraph("")).isTrue();
        assertThat(APPROVAL.isOfAnotherGraph("OTHER")).as("it names none").isFalse();
    }

    @Test
    void everyField_isReadBack() {
        Approval full = new Approval(
                "01KAF0000000000000000000AA", "graph.old", "delete", "r", "c", "b", "a", "i", "ana", "t", "u", "o");
        assertThat(approvals.write(full)).isEmpty();
        assertThat(only()).isEqualTo(full);
    }

    @Test
    void markConsumed_unknown_isSaid() {
        FaultyObjectStore doubtful =
                new FaultyObjectStore(memory, 1, 1.0, EnumSet.of(FaultyObjectStore.Fault.UNKNOWN_LANDED));
        assertThat(new ApprovalStore(doubtful).markConsumed(APPROVAL.consumed("t", "o")))
                .hasValueSatisfying(problem -> {
                    assertThat(problem.code()).isEqualTo(DiagnosticCode.OUTCOME_UNKNOWN);
                    assertThat(problem.message()).contains("injected");
                });
    }

    @Test
    void list_unknownFieldOrTooLong_authorisesNothingAndStopsNobody() {
        assertThat(approvals.write(APPROVAL)).isEmpty();
        String text = memory.contents().values().iterator().next();
        put("01KAF0000000000000000000AA.json", text.replaceFirst("\\{", "{\"surprise\": 1,"));
        put("long.json", "{" + " ".repeat(64 << 10) + "}");

        assertThat(approvals.list())
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry)
                        .isInstanceOfSatisfying(
                                ApprovalEntry.Unreadable.class,
                                unreadable -> assertThat(unreadable.problem().code())
                                        .isEqualTo(DiagnosticCode.INVALID_APPROVAL)));
    }

    private Approval only() {
        assertThat(approvals.list()).hasSize(1);
        assertThat(approvals.list().getFirst()).isInstanceOf(ApprovalEntry.Valid.class);
        return ((ApprovalEntry.Valid) approvals.list().getFirst()).approval();
    }

    private void put(String name, String text) {
        assertThat(memory.put(ApprovalStore.PREFIX.key(name), text.getBytes(StandardCharsets.UTF_8)))
                .isNotNull();
    }
}

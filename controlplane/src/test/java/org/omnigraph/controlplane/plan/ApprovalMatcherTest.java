package org.omnigraph.controlplane.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.controlplane.plan.Difference.RawChange;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.ResourceEntry;

/// What an approval is bound to (cluster-contract.md §8), and which of it a stale one names.
final class ApprovalMatcherTest {
    private static final GraphId BRAIN = new GraphId("brain");
    private static final String CONFIG = "c".repeat(64);
    private static final String BEFORE = "b".repeat(64);
    private static final String OTHER = "0".repeat(64);

    private static Approval approval(String operation, String config, String before, String after) {
        return approval(operation, config, before, after, "");
    }

    private static Approval approval(String operation, String config, String before, String after, String incarnation) {
        return new Approval(
                "01KB000000000000000000000A",
                "graph.brain",
                operation,
                "it goes",
                config,
                before,
                after,
                incarnation,
                "ada",
                "2026-01-01T00:00:00Z",
                "",
                "");
    }

    private static ClusterState ledger() {
        ClusterState.Builder builder = ClusterState.EMPTY.toBuilder();
        builder.resources().put("graph.brain", ResourceEntry.of(BEFORE));
        return builder.build();
    }

    private static RawChange removal(Operation operation) {
        return new RawChange(new ResourceAddress.Graph(BRAIN), operation, BEFORE, "", MetadataChange.NONE);
    }

    private static ApprovalMatcher match(Approval approval, RawChange... changes) {
        return new ApprovalMatcher(CONFIG, ledger(), List.of(approval), List.of(changes), Map.of());
    }

    private static String stale(ApprovalMatcher matcher) {
        assertThat(matcher.byGraph()).isEmpty();
        return matcher.warnings().stream()
                .map(Diagnostic::message)
                .reduce("", String::concat)
                .replaceAll("^.* was given for (.*), and authorises nothing\\.$", "$1");
    }

    @Test
    void allAsItWas_letsTheGraphGo() {
        ApprovalMatcher matcher = match(approval("delete", CONFIG, BEFORE, ""), removal(Operation.DELETE));
        assertThat(matcher.byGraph()).containsOnlyKeys(BRAIN);
        assertThat(matcher.warnings()).isEmpty();
    }

    @Test
    void stale_namesTheFirstThatDoesNotMatch() {
        RawChange delete = removal(Operation.DELETE);
        assertThat(stale(match(approval("forget", OTHER, OTHER, OTHER), delete)))
                .isEqualTo("another operation than `delete`");
        assertThat(stale(match(approval("delete", OTHER, OTHER, OTHER), delete)))
                .isEqualTo("another config");
        assertThat(stale(match(approval("delete", CONFIG, OTHER, OTHER), delete)))
                .isEqualTo("a state of it that has changed since");
        assertThat(stale(match(approval("delete", CONFIG, BEFORE, OTHER), delete)))
                .isEqualTo("another result of the change");
    }

    @Test
    void stale_theGraphIsForgottenInstead_namesTheOperation() {
        assertThat(stale(match(approval("delete", CONFIG, BEFORE, ""), removal(Operation.FORGET))))
                .isEqualTo("another operation than `forget`");
    }

    @Test
    void stale_nothingIsPlanned_namesWhatMovedSince() {
        assertThat(stale(match(approval("delete", OTHER, BEFORE, "")))).isEqualTo("another config");
        assertThat(stale(match(approval("delete", CONFIG, OTHER, ""))))
                .isEqualTo("a state of it that has changed since");
        assertThat(stale(match(approval("delete", CONFIG, BEFORE, "")))).isEqualTo("a change that is not planned");
    }

    private static ApprovalMatcher matchSeeing(String seen, Approval... approvals) {
        return new ApprovalMatcher(
                CONFIG,
                ledger(),
                List.of(approvals),
                List.of(removal(Operation.DELETE)),
                seen.isEmpty() ? Map.of() : Map.of(BRAIN, seen));
    }

    @Test
    void boundToAGraph_countsOnlyForThatOneOrNone() {
        Approval bound = approval("delete", CONFIG, BEFORE, "", "first");
        assertThat(matchSeeing("first", bound).byGraph()).containsOnlyKeys(BRAIN);
        assertThat(matchSeeing("", bound).byGraph()).containsOnlyKeys(BRAIN);
        assertThat(stale(matchSeeing("second", bound))).isEqualTo("another graph, which stood there before");
        assertThat(matchSeeing("second", approval("delete", CONFIG, BEFORE, "")).byGraph())
                .containsOnlyKeys(BRAIN);
    }

    @Test
    void boundToAnotherGraph_doesNotStandInTheWayOfTheRightOne() {
        Approval right = approval("delete", CONFIG, BEFORE, "", "second");
        ApprovalMatcher matcher = matchSeeing("second", approval("delete", CONFIG, BEFORE, "", "first"), right);
        assertThat(matcher.byGraph()).containsEntry(BRAIN, right);
        assertThat(matcher.warnings()).isEmpty();
        assertThat(matcher.unused().get(BRAIN)).hasSize(2);
    }
}

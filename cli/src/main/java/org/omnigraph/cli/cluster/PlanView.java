package org.omnigraph.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.cli.format.Commands;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;
import org.omnigraph.controlplane.plan.ApprovalRequired;
import org.omnigraph.controlplane.plan.BlastRadius;
import org.omnigraph.controlplane.plan.Operation;
import org.omnigraph.controlplane.plan.SavedPlanJson;
import org.omnigraph.controlplane.task.PlanOutcome;
import org.omnigraph.state.diagnostic.ShellWord;
import org.omnigraph.state.json.Json;

/// `cluster plan`.
///
/// @param savedTo the file that the plan was saved to, as the person named it; empty if it was not
/// @param explanations of the changes that the person asked about
record PlanView(PlanOutcome outcome, String savedTo, List<Explanation> explanations) implements View {
    private static final int AFFECTED_SHOWN_MAX = 6;

    public PlanView {
        explanations = List.copyOf(explanations);
    }

    @Override
    public JsonNode json() {
        ObjectNode node = OutcomeJson.begin(outcome);
        node.set("desired_revision", OutcomeJson.revision(outcome.desiredConfigDigest()));
        node.set("resource_digests", OutcomeJson.digests(outcome.resourceDigests()));
        node.set("dependencies", OutcomeJson.dependencies(outcome.dependencies()));
        node.set("state_observations", OutcomeJson.observations(outcome.stateObservations()));
        node.set("changes", OutcomeJson.changes(outcome.changes()));
        ArrayNode blast = node.putArray("blast_radius");
        for (BlastRadius entry : outcome.blastRadius()) {
            blast.addObject()
                    .put("resource", entry.resource().toString())
                    .set("affected", OutcomeJson.addresses(entry.affected()));
        }
        ArrayNode approvals = node.putArray("approvals_required");
        for (ApprovalRequired approval : outcome.approvalsRequired()) {
            ObjectNode entry = approvals
                    .addObject()
                    .put("resource", approval.resource().toString())
                    .put("reason", approval.reason())
                    .put("satisfied", approval.satisfied());
            Json.putUnlessEmpty(entry, "approved_by", approval.approvedBy());
        }
        if (!explanations.isEmpty()) {
            ArrayNode array = node.putArray("explanations");
            for (Explanation explanation : explanations) {
                ObjectNode entry =
                        array.addObject().put("resource", explanation.resource().toString());
                explanation.sentences().forEach(entry.putArray("why")::add);
            }
        }
        if (!savedTo.isEmpty()) {
            node.put("plan_file", savedTo);
            outcome.saved().ifPresent(plan -> node.put("plan_digest", SavedPlanJson.digest(plan)));
        }
        return OutcomeJson.end(node, outcome);
    }

    @Override
    public String human(Style style) {
        if (!outcome.ok()) {
            return "";
        }
        if (outcome.changes().isEmpty()) {
            return style.green("No changes.") + " " + ledger() + " matches the config: "
                    + Prose.count(outcome.unchangedCount(), "resource", "resources") + " unchanged.\n"
                    + waiting(style) + (savedTo.isEmpty() ? "" : "Saved to " + savedTo + ".\n") + explained(style);
        }
        StringBuilder text = new StringBuilder();
        text.append(style.bold("Plan for " + outcome.configDir()))
                .append(style.dim(" against " + ledger().toLowerCase(Locale.ROOT)))
                .append("\n\n");
        ChangeList.append(text, outcome.changes(), style);
        appendBlastRadius(text, style);
        appendApprovals(text, style);
        text.append(explained(style));
        text.append('\n').append(style.bold("Plan: ")).append(ChangeList.counts(outcome.changes(), false));
        text.append(", ").append(outcome.unchangedCount()).append(" unchanged.\n");
        if (!savedTo.isEmpty()) {
            text.append("Saved to ").append(savedTo).append("; it holds only as long as nothing moves.\n");
        }
        text.append(next()).append('\n');
        return text.toString();
    }

    /// No change to show does not mean that nothing is going on.
    private String waiting(Style style) {
        return outcome.pending().isNone()
                ? ""
                : style.yellow("But") + " " + Waiting.sentence(outcome.pending()) + ".\n";
    }

    private String ledger() {
        return outcome.stateObservations().stateFound()
                ? "Ledger revision " + outcome.stateObservations().stateRevision()
                : "No ledger yet";
    }

    private String next() {
        if (!outcome.stateObservations().stateFound()) {
            return "Next: " + Commands.cluster("import", outcome.configDir()) + ", then "
                    + Commands.cluster("apply", outcome.configDir());
        }
        boolean nothingRuns = outcome.changes().stream().allMatch(change -> change.isHeldBack());
        boolean approvable = outcome.approvalsRequired().stream().anyMatch(approval -> !approval.satisfied());
        if (nothingRuns && approvable) {
            return "Next: approve what is listed above, or put it back into the config.";
        }
        String saved = savedTo.isEmpty() ? "" : " --plan " + ShellWord.quoted(savedTo);
        return "Next: " + Commands.cluster("apply" + saved, outcome.configDir());
    }

    /// Only what reaches beyond the changes themselves: who is hit by an update or a removal without changing.
    private void appendBlastRadius(StringBuilder text, Style style) {
        List<ResourceAddress> changing =
                outcome.changes().stream().map(change -> change.resource()).toList();
        List<ResourceAddress> creating = outcome.changes().stream()
                .filter(change -> change.operation() == Operation.CREATE)
                .map(change -> change.resource())
                .toList();
        List<String> lines = new ArrayList<>();
        Set<ResourceAddress> changingSet = new HashSet<>(changing);
        Set<ResourceAddress> creatingSet = new HashSet<>(creating);
        for (BlastRadius entry : outcome.blastRadius()) {
            List<String> affected = entry.affected().stream()
                    .filter(address -> !changingSet.contains(address))
                    .map(ResourceAddress::toString)
                    .toList();
            if (!affected.isEmpty() && !creatingSet.contains(entry.resource())) {
                lines.addAll(affectedLines(entry.resource().toString(), affected, style));
            }
        }
        if (!lines.isEmpty()) {
            text.append('\n')
                    .append(style.bold("Also affected, though unchanged:"))
                    .append('\n');
            lines.forEach(line -> text.append("  ").append(line).append('\n'));
        }
    }

    private static List<String> affectedLines(String resource, List<String> affected, Style style) {
        List<String> shown = affected.subList(0, Math.min(AFFECTED_SHOWN_MAX, affected.size()));
        String more = affected.size() > shown.size() ? " and " + (affected.size() - shown.size()) + " more" : "";
        List<String> wrapped = Prose.wrap(resource + " → " + String.join(", ", shown) + more, style.width() - 6);
        List<String> lines = new ArrayList<>();
        lines.add(wrapped.getFirst());
        wrapped.subList(1, wrapped.size()).forEach(line -> lines.add("    " + line));
        return lines;
    }

    private String explained(Style style) {
        StringBuilder text = new StringBuilder();
        for (Explanation explanation : explanations) {
            text.append('\n')
                    .append(style.bold("Why " + explanation.resource() + ":"))
                    .append('\n');
            for (String sentence : explanation.sentences()) {
                Prose.wrap(sentence, style.width() - 4)
                        .forEach(line -> text.append("  ").append(line).append('\n'));
            }
        }
        return text.toString();
    }

    private static String by(ApprovalRequired approval) {
        return approval.approvedBy().isEmpty() ? "" : " by " + Prose.printable(approval.approvedBy());
    }

    private void appendApprovals(StringBuilder text, Style style) {
        if (outcome.approvalsRequired().isEmpty()) {
            return;
        }
        text.append('\n').append(style.bold("Approvals:")).append('\n');
        for (ApprovalRequired approval : outcome.approvalsRequired()) {
            String state = approval.satisfied() ? style.green("approved") + by(approval) : style.red("needed");
            text.append("  ")
                    .append(approval.resource())
                    .append("  ")
                    .append(state)
                    .append('\n');
            for (String line : Prose.wrap(approval.reason(), style.width() - 4)) {
                text.append("    ").append(line).append('\n');
            }
            if (!approval.satisfied()) {
                text.append("    ")
                        .append(Commands.cluster("approve " + approval.resource() + " --as YOU", outcome.configDir()))
                        .append('\n');
            }
        }
    }
}

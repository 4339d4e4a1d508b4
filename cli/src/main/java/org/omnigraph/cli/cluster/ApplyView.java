package org.omnigraph.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.cli.format.Commands;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;
import org.omnigraph.controlplane.task.ApplyOutcome;
import org.omnigraph.state.json.Json;

/// `cluster apply`.
record ApplyView(ApplyOutcome outcome) implements View {
    private static final int NAMES_WIDTH = 80;

    @Override
    public JsonNode json() {
        ObjectNode node = OutcomeJson.begin(outcome);
        Json.putUnlessEmpty(node, "actor", outcome.actor());
        node.set("desired_revision", OutcomeJson.revision(outcome.desiredConfigDigest()));
        node.set("state_observations", OutcomeJson.observations(outcome.stateObservations()));
        node.set("changes", OutcomeJson.changes(outcome.changes()));
        node.put("applied_count", outcome.appliedCount())
                .put("deferred_count", outcome.deferredCount())
                .put("converged", outcome.converged())
                .put("state_written", outcome.stateWritten());
        if (outcome.interrupted()) {
            ObjectNode interrupted = node.putObject("interrupted");
            interrupted.set("applied", OutcomeJson.addresses(outcome.addresses(true)));
            interrupted.set("not_done", OutcomeJson.addresses(outcome.addresses(false)));
        }
        node.set("resource_statuses", OutcomeJson.statuses(outcome.resourceStatuses()));
        return OutcomeJson.end(node, outcome);
    }

    @Override
    public String human(Style style) {
        long revision = outcome.stateObservations().stateRevision();
        if (outcome.changes().isEmpty()) {
            if (!outcome.ok()) {
                return "";
            }
            if (outcome.stateWritten()) {
                return style.green("Nothing to change.") + " The ledger was written as revision " + revision + ".\n"
                        + waiting(style);
            }
            return outcome.pending().isNone()
                    ? style.green("Nothing to do.") + " The ledger, revision " + revision
                            + ", already matches the config.\n"
                    : "Nothing to change. Ledger revision " + revision + ".\n" + waiting(style);
        }
        StringBuilder text = new StringBuilder();
        ChangeList.append(text, outcome.changes(), style);
        text.append('\n');
        if (!outcome.acknowledged()) {
            text.append(style.red("Not applied:"))
                    .append(" nothing of this run is recorded in the ledger (revision ")
                    .append(revision)
                    .append(").\n")
                    .append("What was done stays on disk and is taken up by the next ")
                    .append(Commands.cluster("apply", outcome.configDir()))
                    .append('\n');
            return text.toString();
        }
        if (outcome.interrupted()) {
            appendStopped(text, style);
            return text.toString();
        }
        text.append(style.bold("Applied: ")).append(ChangeList.counts(outcome.changes(), true));
        text.append(". Ledger revision ").append(revision).append(".\n");
        if (outcome.converged()) {
            text.append(style.green("Converged:")).append(" the ledger matches the config.\n");
        } else if (!outcome.pending().isNone() && outcome.deferredCount() == 0) {
            text.append(waiting(style));
        } else {
            text.append(style.yellow("Not converged:"))
                    .append(" see what is blocked or deferred above, then run\n  ")
                    .append(Commands.cluster("plan", outcome.configDir()))
                    .append('\n');
        }
        return text.toString();
    }

    /// What holds the cluster where nothing is held back: the change that waits is none of this config's.
    private String waiting(Style style) {
        return outcome.pending().isNone()
                ? ""
                : style.yellow("Not converged:") + " " + Waiting.sentence(outcome.pending())
                        + ";\nthe warning says what to do.\n";
    }

    /// What the run did before it was stopped, and what it did not, by name.
    private void appendStopped(StringBuilder text, Style style) {
        List<ResourceAddress> done = outcome.addresses(true);
        List<ResourceAddress> left = outcome.addresses(false);
        text.append(style.yellow("Stopped:")).append(" applied ").append(done.size());
        text.append(", not done ").append(left.size());
        text.append(". Ledger revision ").append(outcome.stateObservations().stateRevision());
        text.append(".\n");
        appendNames(text, "Applied: ", done);
        appendNames(text, "Not done: ", left);
        text.append("Go on with\n  ")
                .append(Commands.cluster("apply", outcome.configDir()))
                .append('\n');
    }

    private static void appendNames(StringBuilder text, String label, List<ResourceAddress> addresses) {
        if (addresses.isEmpty()) {
            return;
        }
        String names = addresses.stream().map(ResourceAddress::toString).collect(Collectors.joining(", "));
        Prose.wrap(label + names + ".", NAMES_WIDTH)
                .forEach(line -> text.append(line).append('\n'));
    }
}

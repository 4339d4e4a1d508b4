package org.omnigraph.cli.cluster;

import java.util.ArrayList;
import java.util.List;
import org.omnigraph.cli.format.MigrationText;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.Disposition;
import org.omnigraph.controlplane.plan.MetadataChange;
import org.omnigraph.controlplane.plan.Operation;

/// The changes of a plan or an apply, aligned, migration steps under their schema.
final class ChangeList {
    private static final int ADDRESS_WIDTH_MAX = 44;

    private ChangeList() {}

    static void append(StringBuilder text, List<Change> changes, Style style) {
        int width = 0;
        for (Change change : changes) {
            width = Math.max(width, Prose.length(change.resource().toString()));
        }
        width = Math.min(width, ADDRESS_WIDTH_MAX);
        for (Change change : changes) {
            append(text, change, width, style);
            change.migration().ifPresent(plan -> MigrationText.append(text, plan.steps(), "      ", style));
        }
    }

    /// `2 to create, 1 to update, 1 to delete`; operations that do not occur are left out.
    static String counts(List<Change> changes, boolean done) {
        List<String> parts = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            long count = changes.stream()
                    .filter(change -> change.operation() == operation && !change.isHeldBack())
                    .filter(change -> change.disposition() == Disposition.APPLIED)
                    .count();
            if (count > 0) {
                parts.add(done ? count + " " + past(operation) : count + " to " + operation.wireName());
            }
        }
        long derived = count(changes, Disposition.DERIVED);
        if (derived > 0) {
            parts.add(derived + " derived");
        }
        if (count(changes, Disposition.BLOCKED) > 0) {
            parts.add(count(changes, Disposition.BLOCKED) + " blocked");
        }
        if (count(changes, Disposition.DEFERRED) > 0) {
            parts.add(count(changes, Disposition.DEFERRED) + " deferred");
        }
        return String.join(", ", parts);
    }

    private static long count(List<Change> changes, Disposition disposition) {
        return changes.stream()
                .filter(change -> change.disposition() == disposition)
                .count();
    }

    private static void append(StringBuilder text, Change change, int addressWidth, Style style) {
        String symbol = switch (change.operation()) {
            case CREATE -> style.green("+");
            case UPDATE -> style.yellow("~");
            case DELETE -> style.red("-");
            case FORGET -> style.cyan("=");
        };
        StringBuilder line = new StringBuilder();
        line.append("  ").append(symbol).append(' ');
        line.append(Prose.pad(change.resource().toString(), addressWidth));
        line.append("  ").append(Prose.pad(change.operation().wireName(), 6));
        String notes = notes(change, style);
        if (!notes.isEmpty()) {
            line.append("  ").append(notes);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    /// What is special about a change; empty if nothing is.
    static String notes(Change change, Style style) {
        List<String> notes = new ArrayList<>();
        if (change.bindingChange()) {
            notes.add("[bindings]");
        }
        if (change.metadataChange() == MetadataChange.LIFECYCLE) {
            notes.add("[lifecycle]");
        }
        switch (change.disposition()) {
            case APPLIED -> {}
            case DERIVED -> notes.add(style.dim("follows from its parts"));
            case DEFERRED -> notes.add(style.yellow("deferred: " + change.reason()));
            case BLOCKED -> notes.add(style.red("blocked: " + change.reason()));
        }
        if (change.operation() == Operation.FORGET) {
            notes.add(style.dim("the graph itself stays"));
        }
        return String.join(" ", notes);
    }

    private static String past(Operation operation) {
        return switch (operation) {
            case CREATE -> "created";
            case UPDATE -> "updated";
            case DELETE -> "deleted";
            case FORGET -> "forgotten";
        };
    }
}

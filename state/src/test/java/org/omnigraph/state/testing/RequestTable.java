package org.omnigraph.state.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A table in Markdown of how many requests were sent for what: one row a command, one column an operation.
public final class RequestTable {
    private static final int WIDTH = 34;
    private static final List<StoreOperation> COLUMNS = Arrays.stream(StoreOperation.values())
            .filter(StoreOperation::isRequest)
            .toList();

    private final StringBuilder text = new StringBuilder();

    public RequestTable() {
        StringBuilder rule = new StringBuilder("|" + "-".repeat(WIDTH + 2));
        text.append("| ").append(pad("command"));
        for (StoreOperation operation : COLUMNS) {
            text.append(" | ").append(operation);
            rule.append("|").append("-".repeat(operation.name().length() + 1)).append(":");
        }
        text.append(" | total |\n").append(rule).append("|------:|\n");
    }

    /// Adds a row.
    public void row(String name, CountingObjectStore counted) {
        text.append("| ").append(pad(name));
        for (StoreOperation operation : COLUMNS) {
            int count = counted.count(operation);
            text.append(" | ")
                    .append(String.format(Locale.ROOT, "%" + operation.name().length() + "s", count == 0 ? "" : count));
        }
        text.append(String.format(Locale.ROOT, " | %5d |%n", counted.requests()));
    }

    private static String pad(String name) {
        return name + " ".repeat(Math.max(0, WIDTH - name.length()));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

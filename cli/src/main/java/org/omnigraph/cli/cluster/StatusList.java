package org.omnigraph.cli.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.cli.format.Commands;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.controlplane.task.StateObservations;
import org.omnigraph.controlplane.task.StatusEntry;

/// What the ledger says of each resource, for people: the applied ones counted, all others listed with their reason.
final class StatusList {
    private StatusList() {}

    static void append(
            StringBuilder text,
            SortedMap<String, String> digests,
            SortedMap<String, StatusEntry> statuses,
            StateObservations seen,
            String configDir,
            Style style) {
        text.append(style.bold("Ledger: "))
                .append("revision ")
                .append(seen.stateRevision())
                .append(", ")
                .append(Prose.count(seen.resourceCount(), "resource", "resources"));
        text.append(
                seen.appliedConfigDigest().isEmpty()
                        ? ", not fully converged\n"
                        : ", config " + seen.appliedConfigDigest().substring(0, 12) + "\n");
        if (seen.locked()) {
            appendLock(text, seen, style);
        }
        appendGroups(text, digests, style);
        List<String> lines = new ArrayList<>();
        List<String> awaited = new ArrayList<>();
        for (Map.Entry<String, StatusEntry> entry : statuses.entrySet()) {
            if (isFirst(seen) && entry.getValue().conditions().equals(List.of("graph_missing"))) {
                if (entry.getKey().startsWith("graph.")) {
                    awaited.add(entry.getKey());
                }
            } else if (!entry.getValue().status().equals("applied")) {
                lines.add(line(entry.getKey(), entry.getValue(), style));
            }
        }
        if (!awaited.isEmpty()) {
            text.append('\n')
                    .append(style.bold("Not there yet:"))
                    .append(" `" + Commands.cluster("apply", configDir) + "` creates ")
                    .append(awaited.size() == 1 ? "it.\n" : "them.\n");
            awaited.forEach(graph -> text.append("  ").append(graph).append('\n'));
        }
        if (!lines.isEmpty()) {
            text.append('\n').append(style.bold("Needs attention:")).append('\n');
            lines.forEach(text::append);
        }
    }

    /// True of the ledger that `import` wrote and nothing followed. A declared graph that it did not find never
    /// existed; in a later revision it may have been lost, and that does need attention.
    static boolean isFirst(StateObservations seen) {
        return seen.stateRevision() == 1;
    }

    private static void appendLock(StringBuilder text, StateObservations seen, Style style) {
        text.append(style.yellow("Locked: "))
                .append("by ")
                .append(seen.lockOperation().isEmpty() ? "another command" : seen.lockOperation())
                .append(seen.lockPid() >= 0 ? " (pid " + seen.lockPid() + ")" : "")
                .append(seen.lockCreatedAt().isEmpty() ? "" : " since " + seen.lockCreatedAt())
                .append(seen.lockId().isEmpty() ? "" : ", lock " + seen.lockId())
                .append('\n');
    }

    /// `graph.knowledge   schema, 25 queries`, then the policies.
    private static void appendGroups(StringBuilder text, SortedMap<String, String> digests, Style style) {
        SortedMap<String, Integer> queries = new TreeMap<>();
        List<String> policies = new ArrayList<>();
        for (String address : digests.keySet()) {
            if (address.startsWith("graph.")) {
                queries.putIfAbsent(address.substring("graph.".length()), 0);
            } else if (address.startsWith("query.")) {
                int end = address.indexOf('.', "query.".length());
                queries.merge(address.substring("query.".length(), end), 1, Integer::sum);
            } else if (address.startsWith("policy.")) {
                policies.add(address);
            }
        }
        if (!queries.isEmpty() || !policies.isEmpty()) {
            text.append('\n');
        }
        int width = 0;
        for (String graph : queries.keySet()) {
            width = Math.max(width, Prose.length("graph." + graph));
        }
        for (Map.Entry<String, Integer> entry : queries.entrySet()) {
            String graph = "graph." + entry.getKey();
            text.append("  ")
                    .append(Prose.pad(graph, width))
                    .append("  ")
                    .append(style.dim(Prose.count(entry.getValue(), "query", "queries")))
                    .append('\n');
        }
        for (String policy : policies) {
            text.append("  ").append(policy).append('\n');
        }
    }

    private static String line(String address, StatusEntry status, Style style) {
        String word = status.status().equals("error") ? style.red(status.status()) : style.yellow(status.status());
        StringBuilder text =
                new StringBuilder("  ").append(address).append("  ").append(word);
        if (!status.conditions().isEmpty()) {
            text.append(" (").append(String.join(", ", status.conditions())).append(')');
        }
        text.append('\n');
        if (!status.message().isEmpty()) {
            for (String line : Prose.wrap(status.message(), style.width() - 4)) {
                text.append("    ").append(line).append('\n');
            }
        }
        return text.toString();
    }
}

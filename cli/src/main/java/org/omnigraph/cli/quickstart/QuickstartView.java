package org.omnigraph.cli.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.omnigraph.cli.format.Commands;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;
import org.omnigraph.state.diagnostic.ShellWord;

/// `quickstart`: the steps as they happen, and at the end what to try next.
record QuickstartView(QuickstartReport report) implements View {
    @Override
    public JsonNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("ok", true).put("folder", report.folder());
        node.put("folder_kept", report.folderKept()).put("server_address", report.serverAddress());
        if (report.serverPid() >= 0) {
            node.put("server_pid", report.serverPid()).put("token", report.token());
        }
        node.put("query", report.query());
        node.set("answer", report.answer());
        ArrayNode steps = node.putArray("steps");
        for (QuickstartReport.Step step : report.steps()) {
            ObjectNode entry = steps.addObject().put("title", step.title()).put("command", step.command());
            step.results().forEach(entry.putArray("results")::add);
            entry.put("millis", step.millis());
        }
        node.put("total_millis", report.totalMillis());
        return node;
    }

    @Override
    public String human(Style style) {
        StringBuilder text = new StringBuilder();
        text.append('\n')
                .append(style.green("Done"))
                .append(" in ")
                .append(seconds(Duration.ofMillis(report.totalMillis())))
                .append(": from a folder of text files to a served answer.\n\n");
        if (report.serverPid() >= 0) {
            text.append(style.bold("The server still runs.")).append(" Ask it:\n");
            text.append("  export TOKEN=").append(report.token()).append('\n');
            text.append("  curl -H \"Authorization: Bearer $TOKEN\" http://")
                    .append(report.serverAddress())
                    .append("/graphs\n");
            text.append("Stop it:\n  kill ").append(report.serverPid()).append('\n');
        } else {
            text.append("The server was stopped and ended with 0");
            text.append(report.folderKept() ? ".\n" : "; the folder was removed.\n");
        }
        text.append('\n').append(style.bold("Try next:")).append('\n');
        if (report.folderKept()) {
            String folder = ShellWord.quoted(report.folder());
            text.append("  edit ").append(folder).append("/queries/people.gq, then\n");
            text.append("  ").append(Commands.cluster("plan", report.folder())).append('\n');
            text.append("  omnigraph query --store ")
                    .append(folder)
                    .append("/graphs/knowledge.omni ")
                    .append(folder)
                    .append("/queries/people.gq --name headcount\n");
        } else {
            text.append("  omnigraph quickstart --keep        leave the folder and the server\n");
            text.append("  omnigraph quickstart --dir brain   a copy to work on\n");
        }
        text.append("  omnigraph cluster --help           all commands on a cluster\n");
        return text.toString();
    }

    /// What is printed before the first step.
    public static String opening(String folder, Style style) {
        return style.bold("OmniGraph quickstart") + " in " + folder + "\n";
    }

    /// What is printed when a step has succeeded.
    public static String step(
            int number, int total, String title, String command, List<String> results, Duration took, Style style) {
        StringBuilder text = new StringBuilder("\n");
        String head = number + "/" + total + "  " + title;
        String time = seconds(took);
        text.append(style.bold(head))
                .append(" ".repeat(Math.max(2, style.width() - Prose.length(head) - Prose.length(time))))
                .append(style.dim(time))
                .append('\n');
        if (!command.isEmpty()) {
            // A command is never wrapped: it is there to be copied.
            text.append("     ").append(style.cyan("$ " + command)).append('\n');
        }
        for (String result : results) {
            for (String line : Prose.wrap(Prose.printable(result), style.width() - 5)) {
                text.append("     ").append(line).append('\n');
            }
        }
        return text.toString();
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}

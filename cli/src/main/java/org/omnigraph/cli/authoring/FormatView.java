package org.omnigraph.cli.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.omnigraph.authoring.source.FormatOutcome;
import org.omnigraph.authoring.source.FormatOutcome.FormattedFile;
import org.omnigraph.authoring.source.FormatOutcome.Status;
import org.omnigraph.cli.format.DiagnosticJson;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;

/// `fmt`.
record FormatView(FormatOutcome outcome) implements View {
    @Override
    public JsonNode json() {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("ok", outcome.diagnostics().isEmpty())
                .put("check", outcome.check());
        ArrayNode files = node.putArray("files");
        for (FormattedFile file : outcome.files()) {
            files.addObject()
                    .put("path", file.path())
                    .put("status", file.status().wireName());
        }
        node.set("diagnostics", DiagnosticJson.array(outcome.diagnostics()));
        return node;
    }

    @Override
    public String human(Style style) {
        StringBuilder text = new StringBuilder();
        for (FormattedFile file : outcome.files()) {
            if (file.status() == Status.FORMATTED) {
                text.append(style.green("formatted"))
                        .append(' ')
                        .append(Prose.printable(file.path()))
                        .append('\n');
            }
        }
        return text.append(summary()).append(".\n").toString();
    }

    private String summary() {
        List<String> parts = new ArrayList<>();
        add(parts, Status.FORMATTED, "formatted");
        add(parts, Status.UNFORMATTED, "not formatted");
        add(parts, Status.UNCHANGED, outcome.check() ? "formatted" : "unchanged");
        add(parts, Status.UNREADABLE, "with errors");
        return parts.isEmpty() ? "No .pg or .gq file here" : String.join(", ", parts);
    }

    private void add(List<String> parts, Status status, String what) {
        long count = outcome.count(status);
        if (count > 0) {
            parts.add(parts.isEmpty() ? Prose.count(count, "file", "files") + " " + what : count + " " + what);
        }
    }
}

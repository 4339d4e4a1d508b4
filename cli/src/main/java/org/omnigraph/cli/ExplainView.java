package org.omnigraph.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// What a diagnostic code means and what to do about it.
record ExplainView(DiagnosticCode code) implements View {
    @Override
    public JsonNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("ok", true)
                .put("code", code.wireName())
                .put("severity", code.severity().wireName())
                .put("fault", code.fault().name().toLowerCase(Locale.ROOT))
                .put("exit_code", code.exitCode().number())
                .put("meaning", code.meaning())
                .put("remedy", code.remedy())
                .put("runbook", runbook());
    }

    @Override
    public String human(Style style) {
        StringBuilder text = new StringBuilder();
        text.append(style.bold(code.wireName()))
                .append(" (")
                .append(code.severity().wireName())
                .append(", exit code ")
                .append(code.exitCode().number())
                .append(")\n\n");
        appendEntry(text, "meaning", code.meaning(), style);
        appendEntry(text, "remedy", code.remedy(), style);
        appendEntry(text, "runbook", runbook(), style);
        return text.toString();
    }

    private String runbook() {
        return "docs/runbooks/" + code.runbook() + ".md";
    }

    private static void appendEntry(StringBuilder text, String name, String value, Style style) {
        List<String> lines = Prose.wrap(value, style.width() - 10);
        text.append(style.dim(Prose.pad(name, 10))).append(lines.getFirst()).append('\n');
        for (String line : lines.subList(1, lines.size())) {
            text.append(" ".repeat(10)).append(line).append('\n');
        }
    }
}

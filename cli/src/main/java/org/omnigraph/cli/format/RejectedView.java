package org.omnigraph.cli.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.omnigraph.engine.api.LineProblem;
import org.omnigraph.state.diagnostic.Diagnostic;

/// A load or mutation that the schema's rules refuse: every bad line with its number, code and reason.
///
/// @param total how many there are; `problems` holds the first 100
public record RejectedView(List<Diagnostic> diagnostics, List<LineProblem> problems, long total) implements View {
    public RejectedView {
        diagnostics = List.copyOf(diagnostics);
        problems = List.copyOf(problems);
    }

    @Override
    public JsonNode json() {
        ObjectNode document = DiagnosticJson.failure(diagnostics);
        ArrayNode array = document.putArray("problems");
        for (LineProblem problem : problems) {
            ObjectNode node = array.addObject();
            if (problem.line() > 0) {
                node.put("line", problem.line());
            }
            node.put("code", problem.code()).put("message", problem.message());
        }
        document.put("problem_count", total);
        return document;
    }

    @Override
    public String human(Style style) {
        return "";
    }

    @Override
    public String complaints(Style style) {
        int lineWidth = 0;
        int codeWidth = 0;
        for (LineProblem problem : problems) {
            lineWidth = Math.max(lineWidth, place(problem).length());
            codeWidth = Math.max(codeWidth, problem.code().length());
        }
        StringBuilder text = new StringBuilder();
        int indent = lineWidth + codeWidth + (lineWidth > 0 ? 6 : 4);
        for (LineProblem problem : problems) {
            List<String> lines = Prose.wrap(Prose.printable(problem.message()), Math.max(24, style.width() - indent));
            text.append("  ");
            if (lineWidth > 0) {
                text.append(style.bold(Prose.padLeft(place(problem), lineWidth)))
                        .append("  ");
            }
            text.append(style.red(Prose.pad(problem.code(), codeWidth)))
                    .append("  ")
                    .append(lines.getFirst())
                    .append('\n');
            for (String line : lines.subList(1, lines.size())) {
                text.append(" ".repeat(indent)).append(line).append('\n');
            }
        }
        if (total > problems.size()) {
            text.append("  … and ").append(total - problems.size()).append(" more\n");
        }
        return text.append('\n').toString();
    }

    private static String place(LineProblem problem) {
        return problem.line() > 0 ? "line " + problem.line() : "";
    }
}

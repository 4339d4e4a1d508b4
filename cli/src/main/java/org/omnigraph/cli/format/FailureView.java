package org.omnigraph.cli.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;

/// Nothing but diagnostics: a command that failed before it had a result.
public record FailureView(List<Diagnostic> diagnostics) implements View {
    public FailureView {
        diagnostics = List.copyOf(diagnostics);
    }

    @Override
    public JsonNode json() {
        return DiagnosticJson.failure(diagnostics);
    }

    @Override
    public String human(Style style) {
        return "";
    }
}

package org.omnigraph.catalog.query;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Bound parameter values.
///
/// @param values by parameter name, without `$`; a nullable parameter that is null or absent has no entry; empty if
/// there are problems
/// @param problems every error (of the first 100)
public record BindResult(Map<String, Object> values, List<Problem> problems) {
    private static final int PROBLEMS_MAX = 100;

    public BindResult {
        values = problems.isEmpty() ? Collections.unmodifiableMap(new LinkedHashMap<>(values)) : Map.of();
        problems = List.copyOf(problems.subList(0, Math.min(problems.size(), PROBLEMS_MAX)));
    }

    /// One parameter that cannot be bound.
    ///
    /// @param parameter its name without `$`; empty if the parameters as a whole are wrong
    /// @param reason a whole sentence, which names the parameter
    /// @param help the next step, or empty
    public record Problem(String parameter, String reason, String help) {}

    public boolean isBound() {
        return problems.isEmpty();
    }

    /// The problems as diagnostics, code `query_parameter_invalid`.
    public List<Diagnostic> diagnostics() {
        return problems.stream()
                .map(problem -> Diagnostic.of(DiagnosticCode.QUERY_PARAMETER_INVALID, "", problem.reason())
                        .withHelp(problem.help()))
                .toList();
    }
}

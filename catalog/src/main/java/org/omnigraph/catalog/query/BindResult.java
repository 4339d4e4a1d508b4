package org.omnigraph.catalog.query;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnigraph.state.diagnostic.Diagnostic;

/// Bound parameter values.
///
/// @param values by parameter name, without `$`; a nullable parameter that is null or absent has no entry; empty if
/// there are diagnostics
/// @param diagnostics every error, each naming its parameter
public record BindResult(Map<String, Object> values, List<Diagnostic> diagnostics) {
    public BindResult {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        diagnostics = List.copyOf(diagnostics);
    }

    public boolean isBound() {
        return diagnostics.isEmpty();
    }
}

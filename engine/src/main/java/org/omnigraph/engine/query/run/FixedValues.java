package org.omnigraph.engine.query.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.query.checked.CheckedExpr;

/// The values that are the same for every assignment of one execution: literals, parameters, the request's time.
///
/// @param parameters by name; null ones have no entry
public record FixedValues(Map<String, Object> parameters, long nowMillis) {
    public FixedValues {
        parameters = Map.copyOf(parameters);
    }

    /// The value, or null for a parameter that was left out.
    public @Nullable Object of(CheckedExpr.Fixed expr) {
        return switch (expr) {
            case CheckedExpr.Constant constant -> constant.value();
            case CheckedExpr.ParameterValue parameter ->
                parameters.get(parameter.parameter().name());
            case CheckedExpr.Now _ -> (Object) nowMillis;
        };
    }
}

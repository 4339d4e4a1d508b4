package org.omnigraph.catalog.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnigraph.catalog.lexing.Suggestion;
import org.omnigraph.catalog.query.ast.Param;

/// Turns the JSON parameters of a request into values (query-language.md §4).
public final class ParameterBinder {
    private ParameterBinder() {}

    /// Binds every declared parameter and reports every error, code `query_parameter_invalid`.
    ///
    /// Values: a String or Blob is a String, Bool a Boolean, I32 an Integer; I64, U32 and U64 are Longs; F64 is a
    /// Double, and so is F32 after rounding to it; a Date is an Integer of days, a DateTime a Long of milliseconds;
    /// a Vector is a `float[]`, a list a List of those.
    ///
    /// @param params one JSON object with names without `$`; a missing node and JSON null mean no parameters
    public static BindResult bind(List<Param> declared, JsonNode params) {
        List<BindResult.Problem> problems = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        if (!params.isObject() && !params.isNull() && !params.isMissingNode()) {
            problems.add(new BindResult.Problem(
                    "", "The parameters must be one JSON object, or null.", "Write `{\"name\": value}`."));
            return new BindResult(Map.of(), problems);
        }
        Set<String> names = new HashSet<>();
        for (Param param : declared) {
            names.add(param.name());
            bind(param, params.path(param.name()), values).ifPresent(problems::add);
        }
        for (Map.Entry<String, JsonNode> entry : params.properties()) {
            if (!names.contains(entry.getKey()) && entry.getValue().isObject()) {
                problems.add(new BindResult.Problem(
                        shortened(entry.getKey()),
                        "The parameter `" + shortened(entry.getKey())
                                + "` is an object; the query declares no such parameter, and none takes an object.",
                        Suggestion.help(entry.getKey(), names, "parameters")));
            }
        }
        return new BindResult(values, problems);
    }

    private static Optional<BindResult.Problem> bind(Param param, JsonNode json, Map<String, Object> values) {
        if (json.isNull() || json.isMissingNode()) {
            return param.nullable()
                    ? Optional.empty()
                    : Optional.of(new BindResult.Problem(
                            param.name(),
                            "The parameter `" + param.name() + "` is " + (json.isNull() ? "null" : "missing")
                                    + ", but the query requires it: `" + param.spelling() + "`.",
                            "Pass it, or declare it nullable: `" + param.variable() + ": " + param.type() + "?`."));
        }
        return switch (ParameterValue.read(param.type(), json)) {
            case ParameterValue.Accepted(Object value) -> {
                values.put(param.name(), value);
                yield Optional.empty();
            }
            case ParameterValue.Refused(String reason) ->
                Optional.of(new BindResult.Problem(
                        param.name(),
                        "The parameter `" + param.name() + "` takes `" + param.spelling() + "`: " + reason + ".",
                        ""));
        };
    }

    private static String shortened(String name) {
        return name.length() <= 60 ? name : name.substring(0, 57) + "…";
    }
}

package org.omnigraph.catalog.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.omnigraph.catalog.query.ast.Param;

/// Turns the JSON parameters of a request into values (query-language.md §4).
public final class ParameterBinder {
    private ParameterBinder() {}

    /// Binds every declared parameter and reports every error.
    ///
    /// Values: a String or Blob is a String, Bool a Boolean, I32 an Integer; I64, U32 and U64 are Longs; F64 is a
    /// Double, and so is F32 after rounding to it; a Date is an Integer of days, a DateTime a Long of milliseconds;
    /// a Vector is a `float[]`, a list a List of those.
    ///
    /// @param params one JSON object with names without `$`; null, a missing node and JSON null mean no parameters
    @SuppressWarnings("DoNotCallSuggester")
    public static BindResult bind(List<Param> declared, JsonNode params) {
        throw new UnsupportedOperationException("lands next: " + declared + params);
    }
}

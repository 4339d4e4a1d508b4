package org.omnigraph.catalog.value;

import com.fasterxml.jackson.databind.JsonNode;
import org.omnigraph.catalog.schema.ValueType;

/// Java values to JSON as query rows and exports show them (schema-language.md §3). Pure.
public final class ValueWriter {
    private ValueWriter() {}

    /// Writes one value that is in the Java representation of its type.
    @SuppressWarnings("DoNotCallSuggester")
    public static JsonNode toJson(ValueType type, Object value) {
        throw new UnsupportedOperationException("filled by the next landing: " + type + value);
    }
}

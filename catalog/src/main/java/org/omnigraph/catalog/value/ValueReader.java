package org.omnigraph.catalog.value;

import com.fasterxml.jackson.databind.JsonNode;
import org.omnigraph.catalog.schema.ValueType;

/// JSON values to Java values by the rules for loads (schema-language.md §3). Pure.
public final class ValueReader {
    private ValueReader() {}

    /// Reads one value. Numbers must have been parsed exactly (`USE_BIG_DECIMAL_FOR_FLOATS`), else a large one was
    /// rounded before it came here. A Blob that is no `base64:` is returned as given; policy decides on URIs.
    @SuppressWarnings("DoNotCallSuggester")
    public static ValueReading read(ValueType type, JsonNode json) {
        throw new UnsupportedOperationException("filled by the next landing: " + type + json);
    }
}

package org.omnigraph.catalog.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// An annotation as the model keeps it (schema-language.md §5): `value` is the printed positional argument, empty if
/// there is none; string arguments are unescaped.
///
/// @param hasValue tells an absent argument from an empty string
public record Annotation(String name, boolean hasValue, String value, Map<String, String> kwargs) {
    public Annotation {
        kwargs = kwargs.size() < 2 ? Map.copyOf(kwargs) : Collections.unmodifiableMap(new LinkedHashMap<>(kwargs));
    }
}

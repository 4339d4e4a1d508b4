package org.omnigraph.catalog.value;

import java.util.List;
import org.omnigraph.catalog.schema.ValueType;

/// Node ids out of key values (schema-language.md §8). Pure.
public final class NodeIds {
    private NodeIds() {}

    /// The id of a node whose key has these members, in order of property identity: the canonical spelling of a
    /// single value, or the compact JSON array of several.
    ///
    /// @param types of the members
    /// @param values of the members, none absent
    @SuppressWarnings("DoNotCallSuggester")
    public static String ofKey(List<ValueType> types, List<Object> values) {
        throw new UnsupportedOperationException("filled by the next landing: " + types + values);
    }

    /// The canonical spelling of one key value.
    @SuppressWarnings("DoNotCallSuggester")
    public static String canonical(ValueType type, Object value) {
        throw new UnsupportedOperationException("filled by the next landing: " + type + value);
    }
}

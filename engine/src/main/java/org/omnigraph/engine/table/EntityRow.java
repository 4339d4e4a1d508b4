package org.omnigraph.engine.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One node or edge to be stored, whole.
///
/// @param id derived from the key, given, or fresh; never empty
/// @param src the source's id; empty for a node
/// @param dst the target's id; empty for a node
/// @param values by property name, in the forms of [ColumnVector]; absent means null
public record EntityRow(String id, String src, String dst, Map<String, Object> values) {
    private static final int ROW_BYTES = 200;
    private static final int ENTRY_BYTES = 64;

    public EntityRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// About how many bytes the row takes on the heap.
    public long weightBytes() {
        long weight = ROW_BYTES + 2L * (id.length() + src.length() + dst.length());
        for (Object value : values.values()) {
            weight += ENTRY_BYTES + HeapWeight.of(value);
        }
        return weight;
    }

    public static EntityRow node(String id, Map<String, Object> values) {
        return new EntityRow(id, "", "", values);
    }
}

package org.omnigraph.engine.table;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One node or edge to be stored, whole.
///
/// @param id derived from the key, given, or fresh; never empty
/// @param src the source's id; empty for a node
/// @param dst the target's id; empty for a node
/// @param values by property name, in the forms of [ColumnVector]; absent means null
public record EntityRow(String id, String src, String dst, Map<String, Object> values) {
    private static final int ROW_BYTES = 200;
    private static final int ENTRY_BYTES = 64;
    private static final int ITEM_BYTES = 24;

    public EntityRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// About how many bytes the row takes on the heap.
    public long weightBytes() {
        long weight = ROW_BYTES + 2L * (id.length() + src.length() + dst.length());
        for (Object value : values.values()) {
            weight += ENTRY_BYTES + weight(value);
        }
        return weight;
    }

    private static long weight(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case CharSequence text -> 2L * text.length();
            case float[] vector -> (long) Float.BYTES * vector.length;
            case Collection<?> items -> {
                long weight = 0;
                for (Object item : items) {
                    weight += ITEM_BYTES + weight(item);
                }
                yield weight;
            }
            default -> ITEM_BYTES;
        };
    }

    public static EntityRow node(String id, Map<String, Object> values) {
        return new EntityRow(id, "", "", values);
    }
}

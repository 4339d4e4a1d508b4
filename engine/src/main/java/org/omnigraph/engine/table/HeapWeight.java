package org.omnigraph.engine.table;

import java.nio.ByteBuffer;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// About how many bytes values take on the heap, so that they can be reserved. Never less than they do.
public final class HeapWeight {
    private static final int OBJECT_BYTES = 48;
    private static final int REFERENCE_BYTES = 8;

    private HeapWeight() {}

    /// One value, in the forms of [ColumnVector] or in Iceberg's; null weighs nothing.
    public static long of(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case CharSequence text -> OBJECT_BYTES + 2L * text.length();
            case ByteBuffer bytes -> OBJECT_BYTES + bytes.remaining();
            case float[] vector -> OBJECT_BYTES + (long) Float.BYTES * vector.length;
            case Collection<?> items -> {
                long weight = OBJECT_BYTES;
                for (Object item : items) {
                    weight += REFERENCE_BYTES + of(item);
                }
                yield weight;
            }
            default -> OBJECT_BYTES;
        };
    }
}

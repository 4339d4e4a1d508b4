package org.omnigraph.engine.iceberg;

import java.util.Arrays;
import org.apache.iceberg.StructLike;
import org.jspecify.annotations.Nullable;

/// One row on its way to a file, values in Iceberg's form. Reused from row to row.
final class RowStruct implements StructLike {
    private final @Nullable Object[] values;

    RowStruct(int size) {
        this.values = new @Nullable Object[size];
    }

    void clear() {
        Arrays.fill(values, null);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    @SuppressWarnings("NullAway") // StructLike returns null for an absent value
    public <T> T get(int position, Class<T> javaClass) {
        return javaClass.cast(values[position]);
    }

    @Override
    public <T> void set(int position, @Nullable T value) {
        values[position] = value;
    }
}

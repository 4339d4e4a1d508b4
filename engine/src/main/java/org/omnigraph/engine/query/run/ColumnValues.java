package org.omnigraph.engine.query.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.omnigraph.engine.query.column.Column;

/// Boxed values of columns, in the representation of [org.omnigraph.catalog.value].
final class ColumnValues {
    private ColumnValues() {}

    /// The value, or null.
    static @Nullable Object of(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        return switch (column) {
            case Column.Ints ints -> (Object) ints.values()[row];
            case Column.Longs longs -> (Object) longs.values()[row];
            case Column.Floats floats -> (Object) floats.values()[row];
            case Column.Doubles doubles -> (Object) doubles.values()[row];
            case Column.Bools bools -> (Object) bools.values().get(row);
            case Column.Texts texts -> texts.dictionary().text(texts.codes()[row]);
            case Column.Vectors vectors -> vectors.values()[row];
            case Column.Lists lists -> items(lists, row);
        };
    }

    /// How many bytes the value takes as an object, beyond those of a number, about.
    static long weight(Column column, int row) {
        if (column.isNull(row)) {
            return 0;
        }
        return switch (column) {
            case Column.Ints _, Column.Longs _, Column.Floats _, Column.Doubles _, Column.Bools _ -> 0;
            case Column.Texts texts -> 56 + 2L * texts.dictionary().length(texts.codes()[row]);
            case Column.Vectors vectors -> 48L * vectors.values()[row].length;
            case Column.Lists lists -> {
                long weight = 64;
                for (int at = lists.offsets()[row]; at < lists.offsets()[row + 1]; at++) {
                    weight += 48 + weight(lists.items(), at);
                }
                yield weight;
            }
        };
    }

    private static List<Object> items(Column.Lists lists, int row) {
        List<Object> items = new ArrayList<>();
        for (int at = lists.offsets()[row]; at < lists.offsets()[row + 1]; at++) {
            Object item = of(lists.items(), at);
            if (item != null) {
                items.add(item);
            }
        }
        return List.copyOf(items);
    }
}

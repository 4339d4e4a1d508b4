package org.omnigraph.engine.query.run;

import java.util.List;
import org.omnigraph.engine.query.column.Column;

/// Compares two rows of a column: null is smaller than every value, the rest as query-language.md §7.13, §7.14; lists
/// and vectors, which occur as group keys only, item by item.
@FunctionalInterface
interface ColumnOrder {
    int compare(int rowA, int rowB);

    static ColumnOrder of(Column column) {
        return switch (column) {
            case Column.Ints ints ->
                (a, b) -> {
                    int nulls = nulls(column, a, b);
                    return nulls != BOTH ? nulls : Integer.compare(ints.values()[a], ints.values()[b]);
                };
            case Column.Longs longs ->
                (a, b) -> {
                    int nulls = nulls(column, a, b);
                    return nulls != BOTH ? nulls : Long.compare(longs.values()[a], longs.values()[b]);
                };
            case Column.Floats floats ->
                (a, b) -> {
                    int nulls = nulls(column, a, b);
                    return nulls != BOTH ? nulls : Numbers.compare(floats.values()[a], (double) floats.values()[b]);
                };
            case Column.Doubles doubles ->
                (a, b) -> {
                    int nulls = nulls(column, a, b);
                    return nulls != BOTH ? nulls : Numbers.compare(doubles.values()[a], doubles.values()[b]);
                };
            case Column.Bools bools ->
                (a, b) -> {
                    int nulls = nulls(column, a, b);
                    return nulls != BOTH
                            ? nulls
                            : Boolean.compare(
                                    bools.values().get(a), bools.values().get(b));
                };
            // A null has a code below all others.
            case Column.Texts texts -> (a, b) -> Integer.compare(texts.codes()[a], texts.codes()[b]);
            case Column.Vectors vectors -> (a, b) -> compareVectors(vectors.values()[a], vectors.values()[b]);
            case Column.Lists lists -> ofLists(lists);
        };
    }

    /// What [#nulls] returns if neither row is null.
    int BOTH = 2;

    private static int nulls(Column column, int a, int b) {
        boolean nullA = column.isNull(a);
        boolean nullB = column.isNull(b);
        if (nullA || nullB) {
            return nullA ? (nullB ? 0 : -1) : 1;
        }
        return BOTH;
    }

    private static int compareVectors(float[] a, float[] b) {
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            int order = Numbers.compare(a[i], (double) b[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }

    private static ColumnOrder ofLists(Column.Lists lists) {
        ColumnOrder items = of(lists.items());
        return (a, b) -> {
            int nulls = nulls(lists, a, b);
            if (nulls != BOTH) {
                return nulls;
            }
            int[] offsets = lists.offsets();
            int sizeA = offsets[a + 1] - offsets[a];
            int sizeB = offsets[b + 1] - offsets[b];
            for (int i = 0; i < Math.min(sizeA, sizeB); i++) {
                int order = items.compare(offsets[a] + i, offsets[b] + i);
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(sizeA, sizeB);
        };
    }

    /// Compares boxed values of one domain, as rows are compared; for values that stand in no column.
    static int compareBoxed(Object a, Object b) {
        return switch (a) {
            case Number number -> Numbers.compare(number, (Number) b);
            case Boolean bool -> Boolean.compare(bool, (Boolean) b);
            case String text -> compareText(text, (String) b);
            case List<?> list -> compareLists(list, (List<?>) b);
            default -> throw new IllegalStateException("no order for " + a.getClass());
        };
    }

    /// Compares strings by code point.
    static int compareText(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean surrogateLeft = Character.isSurrogate(left);
                boolean surrogateRight = Character.isSurrogate(right);
                // A surrogate belongs to a code point above all that need only one unit.
                return surrogateLeft == surrogateRight ? Character.compare(left, right) : surrogateLeft ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int compareLists(List<?> a, List<?> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = compareBoxed(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}

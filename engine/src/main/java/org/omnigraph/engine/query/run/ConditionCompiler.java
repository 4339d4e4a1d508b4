package org.omnigraph.engine.query.run;

import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.query.ast.Operator;
import org.omnigraph.catalog.query.checked.CheckedExpr;
import org.omnigraph.catalog.query.checked.Condition;
import org.omnigraph.catalog.query.checked.Domain;
import org.omnigraph.engine.query.budget.QueryBudget;
import org.omnigraph.engine.query.column.Bits;
import org.omnigraph.engine.query.column.Column;
import org.omnigraph.engine.query.column.StringTable;
import org.omnigraph.engine.query.view.GraphView;

/// Compiles conditions to predicates over slots and columns (query-language.md §7.12 to §7.16). A string is compared
/// with a column by its place in the column's dictionary; only what has no such form is compared value by value.
final class ConditionCompiler {
    private final GraphView view;
    private final FixedValues values;
    private final SearchContext search;
    private final QueryBudget budget;

    ConditionCompiler(GraphView view, FixedValues values, SearchContext search, QueryBudget budget) {
        this.budget = budget;
        this.view = view;
        this.values = values;
        this.search = search;
    }

    Predicate compile(Condition condition, Scope scope) {
        return switch (condition) {
            case Condition.Comparison comparison -> comparison(comparison, scope);
            case Condition.ListContains contains -> contains(contains, scope);
            case Condition.SubstringTest test ->
                textTest(cell(test.text(), scope), cell(test.part(), scope), Substring::isIn);
            case Condition.PrefixTest test ->
                textTest(cell(test.text(), scope), cell(test.prefix(), scope), String::startsWith);
            case Condition.TextHolds holds -> {
                int slot = scope.slot(holds.test().field().variable().name());
                Bits rows = search.matches(holds.test());
                boolean expected = holds.expected();
                yield (slots, i) -> rows.get(slots[slot][i]) == expected;
            }
        };
    }

    /// Where the value of an expression lies. Not for nodes, aggregates and ranks.
    Cell cell(CheckedExpr expr, Scope scope) {
        return switch (expr) {
            case CheckedExpr.Fixed fixed -> constant(values.of(fixed));
            case CheckedExpr.NodeProperty p ->
                new Cell.InColumn(
                        scope.slot(p.variable().name()),
                        view.column(p.variable().type(), p.property()));
            case CheckedExpr.EdgeProperty p ->
                new Cell.InColumn(
                        scope.slot(p.variable().name()),
                        view.column(p.variable().type(), p.property()));
            case CheckedExpr.TextMatch test ->
                new Cell.InSet(scope.slot(test.field().variable().name()), search.matches(test));
            case CheckedExpr.NodeValue _, CheckedExpr.Aggregate _, CheckedExpr.Rank _ ->
                throw new IllegalStateException("the checker let " + expr + " pass as an operand");
        };
    }

    private static Cell constant(@Nullable Object value) {
        return value == null ? new Cell.Null() : new Cell.Constant(value);
    }

    private Predicate comparison(Condition.Comparison comparison, Scope scope) {
        Cell left = cell(comparison.left(), scope);
        Cell right = cell(comparison.right(), scope);
        if (comparison.domain() == Domain.NUMBER_F32) {
            left = roundToFloat(left);
            right = roundToFloat(right);
        }
        return compare(left, Outcome.of(comparison.operator()), right);
    }

    /// A comparison in any domain: the sides have comparable representations, the checker saw to it.
    static Predicate compare(Cell left, Outcome outcome, Cell right) {
        if (left instanceof Cell.Null || right instanceof Cell.Null) {
            return (slots, i) -> false;
        }
        if (right instanceof Cell.InColumn && left instanceof Cell.Constant) {
            return compare(right, outcome.swapped(), left);
        }
        if (left instanceof Cell.InColumn(int slot, Column column) && right instanceof Cell.Constant(Object value)) {
            return switch (column) {
                case Column.Texts texts -> compareText(slot, texts, outcome, (String) value);
                case Column.Ints ints
                when value instanceof Long || value instanceof Integer -> {
                    long wanted = ((Number) value).longValue();
                    yield (slots, i) -> {
                        int row = slots[slot][i];
                        return !ints.isNull(row) && outcome.holds(Long.compare(ints.values()[row], wanted));
                    };
                }
                case Column.Longs longs
                when value instanceof Long || value instanceof Integer -> {
                    long wanted = ((Number) value).longValue();
                    yield (slots, i) -> {
                        int row = slots[slot][i];
                        return !longs.isNull(row) && outcome.holds(Long.compare(longs.values()[row], wanted));
                    };
                }
                case Column.Floats floats
                when value instanceof Double || value instanceof Float -> {
                    double wanted = ((Number) value).doubleValue();
                    yield (slots, i) -> {
                        int row = slots[slot][i];
                        return !floats.isNull(row) && outcome.holds(Numbers.compare(floats.values()[row], wanted));
                    };
                }
                case Column.Doubles doubles
                when value instanceof Double || value instanceof Float -> {
                    double wanted = ((Number) value).doubleValue();
                    yield (slots, i) -> {
                        int row = slots[slot][i];
                        return !doubles.isNull(row) && outcome.holds(Numbers.compare(doubles.values()[row], wanted));
                    };
                }
                case Column.Ints _,
                        Column.Longs _,
                        Column.Floats _,
                        Column.Doubles _,
                        Column.Bools _,
                        Column.Vectors _,
                        Column.Lists _ -> compareBoxed(left, outcome, right);
            };
        }
        if (left instanceof Cell.InColumn(int slotA, Column.Texts a)
                && right instanceof Cell.InColumn(int slotB, Column.Texts b)) {
            return (slots, i) -> {
                int codeA = a.codes()[slots[slotA][i]];
                int codeB = b.codes()[slots[slotB][i]];
                return codeA >= 0 && codeB >= 0 && outcome.holds(a.dictionary().compare(codeA, b.dictionary(), codeB));
            };
        }
        return compareBoxed(left, outcome, right);
    }

    private static Predicate compareBoxed(Cell left, Outcome outcome, Cell right) {
        return (slots, i) -> {
            Object a = left.value(slots, i);
            Object b = right.value(slots, i);
            return a != null && b != null && outcome.holds(ColumnOrder.compareBoxed(a, b));
        };
    }

    private static Predicate compareText(int slot, Column.Texts texts, Outcome outcome, String value) {
        int rank = texts.dictionary().rank(value);
        boolean known = texts.dictionary().find(value) != StringTable.ABSENT;
        int[] codes = texts.codes();
        return (slots, i) -> {
            int code = codes[slots[slot][i]];
            return code >= 0 && outcome.holds(code < rank ? -1 : known && code == rank ? 0 : 1);
        };
    }

    private Predicate contains(Condition.ListContains contains, Scope scope) {
        Cell list = cell(contains.list(), scope);
        Cell plain = cell(contains.item(), scope);
        Cell item = contains.domain() == Domain.NUMBER_F32 ? roundToFloat(plain) : plain;
        if (list instanceof Cell.InColumn(int slot, Column.Lists lists)
                && lists.items() instanceof Column.Texts texts
                && item instanceof Cell.Constant(Object value)) {
            int wanted = texts.dictionary().find((String) value);
            return (slots, i) -> {
                int row = slots[slot][i];
                for (int at = lists.offsets()[row]; at < lists.offsets()[row + 1]; at++) {
                    if (texts.codes()[at] == wanted) {
                        return wanted != StringTable.ABSENT;
                    }
                }
                return false;
            };
        }
        boolean rounds = contains.domain() == Domain.NUMBER_F32;
        return (slots, i) -> {
            Object items = list.value(slots, i);
            Object wanted = item.value(slots, i);
            if (items == null || wanted == null) {
                return false;
            }
            for (Object element : (java.util.List<?>) items) {
                Object comparable = rounds && element instanceof Number n ? (Object) n.floatValue() : element;
                if (ColumnOrder.compareBoxed(comparable, wanted) == 0) {
                    return true;
                }
            }
            return false;
        };
    }

    private static Cell roundToFloat(Cell cell) {
        return cell instanceof Cell.Constant(Object value) && value instanceof Number number
                ? new Cell.Constant(number.floatValue())
                : cell;
    }

    private Predicate textTest(Cell text, Cell part, TextTest test) {
        if (text instanceof Cell.InColumn(int slot, Column.Texts texts)
                && part instanceof Cell.Constant(Object value)) {
            // Each distinct string is looked at once, when first met: 0 unknown, 1 yes, 2 no.
            budget.useBytes(texts.dictionary().size());
            byte[] known = new byte[texts.dictionary().size()];
            return (slots, i) -> {
                int code = texts.codes()[slots[slot][i]];
                if (code < 0) {
                    return false;
                }
                if (known[code] == 0) {
                    budget.steps(1 + texts.dictionary().length(code) / 16);
                    known[code] = (byte) (test.holds(texts.dictionary().text(code), (String) value) ? 1 : 2);
                }
                return known[code] == 1;
            };
        }
        return (slots, i) -> {
            Object whole = text.value(slots, i);
            Object wanted = part.value(slots, i);
            budget.steps(1 + (whole instanceof String s ? s.length() / 16 : 0));
            return whole != null && wanted != null && test.holds((String) whole, (String) wanted);
        };
    }

    @FunctionalInterface
    private interface TextTest {
        boolean holds(String text, String part);
    }

    /// Which outcomes of a three-way comparison satisfy an operator.
    record Outcome(boolean less, boolean equal, boolean greater) {
        static Outcome of(Operator operator) {
            return switch (operator) {
                case EQ -> new Outcome(false, true, false);
                case NE -> new Outcome(true, false, true);
                case LT -> new Outcome(true, false, false);
                case LE -> new Outcome(true, true, false);
                case GT -> new Outcome(false, false, true);
                case GE -> new Outcome(false, true, true);
                case CONTAINS, STARTS_WITH ->
                    throw new IllegalArgumentException(operator.spelling() + " is no comparison");
            };
        }

        boolean holds(int comparison) {
            return comparison < 0 ? less : comparison > 0 ? greater : equal;
        }

        /// The same with the sides swapped.
        Outcome swapped() {
            return new Outcome(greater, equal, less);
        }
    }
}

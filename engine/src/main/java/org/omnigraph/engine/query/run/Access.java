package org.omnigraph.engine.query.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.query.ast.Operator;
import org.omnigraph.catalog.query.checked.CheckedExpr;
import org.omnigraph.catalog.query.checked.Condition;
import org.omnigraph.catalog.query.checked.NodeVariable;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;
import org.omnigraph.catalog.value.NodeIds;
import org.omnigraph.engine.query.column.StringTable;
import org.omnigraph.engine.query.view.GraphView;

/// How the nodes of one variable can be found: by id where its key is given, else by a scan of its type.
///
/// @param variable whose nodes
/// @param settled conditions that the look-up answers, so that nothing needs to test them again; empty for a scan
/// @param ids the looked-up id, if any; a key that no node can have gives none
/// @param byId false for a scan
record Access(NodeVariable variable, List<Condition> settled, List<String> ids, boolean byId) {
    Access {
        settled = List.copyOf(settled);
        ids = List.copyOf(ids);
    }

    /// @param own the conditions that mention no other variable
    static Access of(NodeVariable variable, List<Condition> own, FixedValues values) {
        List<String> key = variable.type().keyProperties();
        List<Condition> settled = new ArrayList<>();
        List<ValueType> types = new ArrayList<>();
        List<Object> members = new ArrayList<>();
        for (String name : key) {
            Property property = variable.type().property(name).orElseThrow();
            for (Condition condition : own) {
                Optional<CheckedExpr.Fixed> given = equalTo(condition, property);
                if (given.isEmpty() || !isIndexable(property.type())) {
                    continue;
                }
                Object value = values.of(given.get());
                Object member = member(property.type(), value);
                if (member == null) {
                    // Null, or a number that the key's type does not have: nothing is equal to it.
                    return new Access(variable, List.of(condition), List.of(), true);
                }
                settled.add(condition);
                types.add(property.type());
                members.add(member);
                break;
            }
        }
        if (key.isEmpty() || members.size() < key.size()) {
            return new Access(variable, List.of(), List.of(), false);
        }
        return new Access(variable, settled, List.of(NodeIds.ofKey(types, members)), true);
    }

    /// The rows to start from, before the conditions that are not settled.
    int[] rows(GraphView view) {
        StringTable table = view.nodeIds(variable.type()).ids();
        if (!byId) {
            return IntStream.range(0, table.size()).toArray();
        }
        return ids.stream().mapToInt(table::find).filter(row -> row >= 0).toArray();
    }

    private static Optional<CheckedExpr.Fixed> equalTo(Condition condition, Property property) {
        if (!(condition instanceof Condition.Comparison(CheckedExpr left, Operator operator, CheckedExpr right, var _))
                || operator != Operator.EQ) {
            return Optional.empty();
        }
        if (left instanceof CheckedExpr.NodeProperty p
                && p.property().equals(property)
                && right instanceof CheckedExpr.Fixed fixed) {
            return Optional.of(fixed);
        }
        if (right instanceof CheckedExpr.NodeProperty p
                && p.property().equals(property)
                && left instanceof CheckedExpr.Fixed fixed) {
            return Optional.of(fixed);
        }
        return Optional.empty();
    }

    /// Floats are left to the scan: two spellings may mean one value.
    private static boolean isIndexable(ValueType type) {
        return type.element() != ScalarType.F32 && type.element() != ScalarType.F64;
    }

    /// The value as the key's type holds it, or null if it holds no such value.
    private static @Nullable Object member(ValueType type, @Nullable Object value) {
        if (!(value instanceof Number number)) {
            return value;
        }
        if (number instanceof Double || number instanceof Float) {
            double exact = number.doubleValue();
            if (exact != Math.rint(exact) || Math.abs(exact) >= 0x1p63) {
                return null;
            }
        }
        long whole = number.longValue();
        return switch (type.element()) {
            case I32, DATE -> whole == (int) whole ? (Object) (int) whole : null;
            case I64, U32, U64, DATE_TIME -> (Object) whole;
            case STRING, BOOL, F32, F64, BLOB -> null;
        };
    }
}

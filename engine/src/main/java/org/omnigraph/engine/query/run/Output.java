package org.omnigraph.engine.query.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.catalog.schema.ValueType;
import org.omnigraph.catalog.value.ValueWriter;
import org.omnigraph.engine.query.column.Bits;
import org.omnigraph.engine.query.column.Column;
import org.omnigraph.engine.query.column.StringTable;
import org.omnigraph.engine.query.view.GraphView;

/// One result column: writes the value of a kept assignment, or of a group, as JSON (http-api.md §7).
@FunctionalInterface
interface Output {
    JsonNodeFactory JSON = JsonNodeFactory.instance;

    JsonNode write(int index);

    /// How many bytes the value takes beyond those of a number, about, before it is made.
    default long weight(int index) {
        return 0;
    }

    static Output ofColumn(TupleStore store, int slot, Column column, ValueType type) {
        return new Output() {
            @Override
            public JsonNode write(int index) {
                return json(type, ColumnValues.of(column, store.row(index, slot)));
            }

            @Override
            public long weight(int index) {
                return ColumnValues.weight(column, store.row(index, slot));
            }
        };
    }

    static Output ofConstant(JsonNode value) {
        return index -> value;
    }

    static Output ofSet(TupleStore store, int slot, Bits rows) {
        return index -> JSON.booleanNode(rows.get(store.row(index, slot)));
    }

    static Output ofRank(TupleStore store, int slot, RankValues rank) {
        return index -> {
            int row = store.row(index, slot);
            return rank.isNull(row) ? JSON.nullNode() : number(rank.value(row));
        };
    }

    /// A node as an object: its id and every property except Blobs.
    static Output ofNode(TupleStore store, int slot, NodeType type, GraphView view) {
        StringTable ids = view.nodeIds(type).ids();
        List<Property> properties =
                type.properties().stream().filter(p -> !p.type().isBlob()).toList();
        List<Column> columns = new ArrayList<>();
        properties.forEach(property -> columns.add(view.column(type, property)));
        return new Output() {
            @Override
            public JsonNode write(int index) {
                int row = store.row(index, slot);
                ObjectNode node = JSON.objectNode();
                node.put("id", ids.text(row));
                for (int p = 0; p < columns.size(); p++) {
                    node.set(
                            properties.get(p).name(),
                            json(properties.get(p).type(), ColumnValues.of(columns.get(p), row)));
                }
                return node;
            }

            @Override
            public long weight(int index) {
                int row = store.row(index, slot);
                long weight = 200 + 2L * ids.length(row);
                for (Column column : columns) {
                    weight += 96 + ColumnValues.weight(column, row);
                }
                return weight;
            }
        };
    }

    /// A count, a sum or a mean, or a value of this type.
    static Output ofAggregate(Accumulator accumulator, ValueType type) {
        return index -> switch (accumulator) {
            case Accumulator.Count count -> JSON.numberNode((long) count.result(index));
            case Accumulator.Sum sum -> sum.result(index) instanceof Double d ? number(d) : JSON.nullNode();
            case Accumulator.Extreme extreme -> json(type, extreme.result(index));
            case Accumulator.ExtremeRow extreme -> json(type, extreme.result(index));
        };
    }

    static JsonNode json(ValueType type, @Nullable Object value) {
        return value == null ? JSON.nullNode() : ValueWriter.toJson(type, value);
    }

    private static JsonNode number(double value) {
        if (Double.isFinite(value)) {
            return JSON.numberNode(value);
        }
        return JSON.textNode(Double.toString(value));
    }
}

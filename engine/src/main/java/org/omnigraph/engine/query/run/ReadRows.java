package org.omnigraph.engine.query.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.omnigraph.engine.api.ResultRow;
import org.omnigraph.engine.api.RowSink;
import org.omnigraph.engine.query.budget.QueryBudget;

/// The rows of an executed query, in order, none of them made yet: what was matched and what turns it into values.
public final class ReadRows {
    private static final long BYTES_PER_ROW = 128;
    private static final long BYTES_PER_VALUE = 96;

    private final int[] indices;
    private final List<String> names;
    private final List<Output> outputs;
    private final QueryBudget budget;

    ReadRows(int[] indices, List<String> names, List<Output> outputs, QueryBudget budget) {
        this.indices = indices;
        this.names = List.copyOf(names);
        this.outputs = List.copyOf(outputs);
        this.budget = budget;
    }

    /// How many there are.
    public long count() {
        return indices.length;
    }

    /// Hands each over, in order.
    ///
    /// @throws IOException if the sink fails
    public void handTo(RowSink sink) throws IOException {
        for (int index : indices) {
            budget.checkTime();
            sink.row(new Row(index));
        }
    }

    private final class Row implements ResultRow {
        private final int index;

        Row(int index) {
            this.index = index;
        }

        @Override
        public void writeTo(JsonGenerator out) throws IOException {
            out.writeStartObject();
            for (int c = 0; c < names.size(); c++) {
                budget.step();
                out.writeFieldName(names.get(c));
                JsonNode value = outputs.get(c).write(index);
                if (value.isTextual()) {
                    out.writeString(value.textValue());
                } else {
                    out.writeTree(value);
                }
            }
            out.writeEndObject();
        }

        @Override
        public ObjectNode toObject() {
            budget.useBytes(BYTES_PER_ROW + BYTES_PER_VALUE * names.size());
            ObjectNode row = Output.JSON.objectNode();
            for (int c = 0; c < names.size(); c++) {
                Output output = outputs.get(c);
                budget.step();
                budget.useBytes(output.weight(index));
                row.set(names.get(c), output.write(index));
            }
            return row;
        }
    }
}

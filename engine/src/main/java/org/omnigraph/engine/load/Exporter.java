package org.omnigraph.engine.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.omnigraph.catalog.schema.EdgeType;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.catalog.value.ValueWriter;
import org.omnigraph.engine.api.EntityKind;
import org.omnigraph.engine.table.ColumnBatch;
import org.omnigraph.engine.table.EntityColumns;
import org.omnigraph.engine.table.GraphSnapshot;
import org.omnigraph.engine.table.RowFilter;
import org.omnigraph.engine.table.TableReader;
import org.omnigraph.state.json.Json;

/// Writes a graph as the lines that a load takes back: nodes before edges, types by name, every row with its id and
/// all properties (schema-language.md §11.7). Streams.
public final class Exporter {
    private static final int BUFFER_BYTES = 1 << 16;

    private final GraphSnapshot snapshot;
    private final TableReader reader;

    public Exporter(GraphSnapshot snapshot, TableReader reader) {
        this.snapshot = snapshot;
        this.reader = reader;
    }

    /// Writes the types of these names, or all if there are none; returns how many lines.
    public long export(Set<String> typeNames, OutputStream out) {
        BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
        long lines = 0;
        try {
            for (NodeType node : snapshot.schema().model().nodes().values()) {
                if (typeNames.isEmpty() || typeNames.contains(node.name())) {
                    lines += type(EntityKind.NODE, node, buffered);
                }
            }
            for (EdgeType edge : snapshot.schema().model().edges().values()) {
                if (typeNames.isEmpty() || typeNames.contains(edge.name())) {
                    lines += type(EntityKind.EDGE, edge, buffered);
                }
            }
            buffered.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the export cannot be written", e);
        }
        return lines;
    }

    private long type(EntityKind kind, EntityType type, OutputStream out) {
        List<String> columns = EntityColumns.whole(type).names();
        int firstProperty = columns.size() - type.properties().size();
        long[] lines = {0};
        reader.scan(snapshot.table(kind, type.name()), columns, RowFilter.ALL, batch -> {
            for (int row = 0; row < batch.rows(); row++) {
                write(line(type, batch, row, firstProperty), out);
            }
            lines[0] += batch.rows();
            return true;
        });
        return lines[0];
    }

    private static ObjectNode line(EntityType type, ColumnBatch batch, int row, int firstProperty) {
        ObjectNode line = Json.object();
        switch (type) {
            case NodeType node -> line.put("type", node.name());
            case EdgeType edge -> {
                line.put("edge", edge.name());
                line.put("from", text(batch, 1, row));
                line.put("to", text(batch, 2, row));
            }
        }
        ObjectNode data = line.putObject("data");
        data.put("id", text(batch, 0, row));
        List<Property> properties = type.properties();
        for (int i = 0; i < properties.size(); i++) {
            Object value = batch.column(firstProperty + i).value(row);
            JsonNode json = value == null
                    ? data.nullNode()
                    : ValueWriter.toJson(properties.get(i).type(), value);
            data.set(properties.get(i).name(), json);
        }
        return line;
    }

    private static String text(ColumnBatch batch, int column, int row) {
        return String.valueOf(batch.column(column).value(row));
    }

    private static void write(ObjectNode line, OutputStream out) {
        try {
            out.write(Json.mapper().writeValueAsString(line).getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("the export cannot be written", e);
        }
    }
}

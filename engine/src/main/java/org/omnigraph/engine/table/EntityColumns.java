package org.omnigraph.engine.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.omnigraph.catalog.schema.EdgeType;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.Property;

/// Which columns of a type's table are read, and the rows that come of it.
///
/// @param names what to scan: the id first, and each once
public record EntityColumns(EntityType type, List<String> names) {
    public EntityColumns {
        names = List.copyOf(names);
    }

    /// The id and these columns.
    public static EntityColumns idAnd(EntityType type, List<String> columns) {
        List<String> names = new ArrayList<>();
        names.add(TableReader.ID);
        names.addAll(columns);
        return new EntityColumns(type, names);
    }

    /// All that an entity has: its properties come last, in the schema's order.
    public static EntityColumns whole(EntityType type) {
        List<String> columns = new ArrayList<>();
        if (type instanceof EdgeType) {
            columns.add(TableReader.SRC);
            columns.add(TableReader.DST);
        }
        type.properties().stream().map(Property::name).forEach(columns::add);
        return idAnd(type, columns);
    }

    /// One row of a batch that was scanned with these names; what was not read is absent, like a null.
    public EntityRow row(ColumnBatch batch, int index) {
        boolean isEdge = type instanceof EdgeType;
        String id = "";
        String src = "";
        String dst = "";
        Map<String, Object> values = new HashMap<>();
        for (int c = 0; c < names.size(); c++) {
            Object value = batch.column(c).value(index);
            if (value == null) {
                continue;
            }
            if (c == 0) {
                id = (String) value;
            } else if (isEdge && names.get(c).equals(TableReader.SRC)) {
                src = (String) value;
            } else if (isEdge && names.get(c).equals(TableReader.DST)) {
                dst = (String) value;
            } else {
                // A property of a node may have any of these names.
                values.put(names.get(c), value);
            }
        }
        return new EntityRow(id, src, dst, values);
    }
}

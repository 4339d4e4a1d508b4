package org.omnigraph.engine.table;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.schema.AcceptedSchema;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.EntityKind;

/// A graph at one commit: immutable, and readable for as long as the commit is retained.
///
/// @param tables one for each node and edge type of the schema, by [TableRef#tableName()]
public record GraphSnapshot(CommitInfo commit, AcceptedSchema schema, SortedMap<String, TableRef> tables) {
    public GraphSnapshot {
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    }

    /// The table of a type of the schema.
    ///
    /// @throws IllegalArgumentException if the schema has no such type
    public TableRef table(EntityKind kind, String typeName) {
        TableRef table = tables.get(kind.wireName() + "." + typeName);
        if (table == null) {
            throw new IllegalArgumentException("no table for " + kind.wireName() + " type " + typeName);
        }
        return table;
    }
}

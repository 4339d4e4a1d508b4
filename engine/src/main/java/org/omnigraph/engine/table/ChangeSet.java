package org.omnigraph.engine.table;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one mutation does to a graph.
///
/// @param strict true if the changes were computed from the base (an update, a delete), so that they are void once
/// the branch has moved; false if they hold on any base (inserts)
/// @param tables by [TableRef#tableName()]
public record ChangeSet(boolean strict, SortedMap<String, TableChange> tables) {
    public ChangeSet {
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    }

    public boolean isEmpty() {
        return tables.values().stream().allMatch(TableChange::isEmpty);
    }
}

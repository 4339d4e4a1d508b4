package org.omnigraph.engine.table;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What happens to one table.
///
/// @param inserts rows whose ids must be new
/// @param upserts rows that are inserted, or replace the whole row of that id; of several with one id the last counts
/// @param deletes ids to remove; an id that is not there is no error
public record TableChange(List<EntityRow> inserts, List<EntityRow> upserts, SortedSet<String> deletes) {
    public TableChange {
        inserts = List.copyOf(inserts);
        upserts = List.copyOf(upserts);
        deletes = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(deletes));
    }

    public boolean isEmpty() {
        return inserts.isEmpty() && upserts.isEmpty() && deletes.isEmpty();
    }
}

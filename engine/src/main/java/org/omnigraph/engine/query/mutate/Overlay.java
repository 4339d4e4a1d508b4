package org.omnigraph.engine.query.mutate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.engine.query.budget.QueryBudget;
import org.omnigraph.engine.table.ChangeSet;
import org.omnigraph.engine.table.EntityRow;
import org.omnigraph.engine.table.TableChange;

/// What the statements so far did: what later ones see in place of the base (query-language.md §9.1).
final class Overlay {
    private static final long DELETE_BYTES = 120;

    private final SortedMap<String, Table> tables = new TreeMap<>();
    private final QueryBudget budget;

    Overlay(QueryBudget budget) {
        this.budget = budget;
    }

    Table table(EntityType type) {
        return tables.computeIfAbsent(type.tableName(), name -> new Table());
    }

    /// @param strict whether anything was computed from the base
    ChangeSet changes(boolean strict) {
        SortedMap<String, TableChange> changes = new TreeMap<>();
        tables.forEach((name, table) -> {
            if (!table.isEmpty()) {
                changes.put(name, table.change());
            }
        });
        return new ChangeSet(strict, changes);
    }

    /// The changes of one table.
    final class Table {
        private final Map<String, EntityRow> inserts = new LinkedHashMap<>();
        private final Map<String, EntityRow> upserts = new LinkedHashMap<>();
        private final SortedSet<String> deletes = new TreeSet<>();

        /// A row with a fresh id.
        void insert(EntityRow row) {
            budget.useBytes(row.weightBytes());
            inserts.put(row.id(), row);
        }

        /// A row that may replace one.
        void upsert(EntityRow row) {
            budget.useBytes(row.weightBytes());
            EntityRow old = (inserts.containsKey(row.id()) ? inserts : upserts).put(row.id(), row);
            if (old != null) {
                budget.releaseBytes(old.weightBytes());
            }
        }

        /// Removes a row; tells whether it was not removed before.
        boolean delete(String id) {
            if (deletes.contains(id)) {
                return false;
            }
            budget.useBytes(DELETE_BYTES + 2L * id.length());
            return deletes.add(id);
        }

        /// Whether the base's row of this id no longer counts.
        boolean covers(String id) {
            return upserts.containsKey(id) || deletes.contains(id);
        }

        /// The rows that this query wrote.
        List<EntityRow> rows() {
            return java.util.stream.Stream.concat(inserts.values().stream(), upserts.values().stream())
                    .toList();
        }

        private boolean isEmpty() {
            return inserts.isEmpty() && upserts.isEmpty() && deletes.isEmpty();
        }

        private TableChange change() {
            return new TableChange(List.copyOf(inserts.values()), List.copyOf(upserts.values()), deletes);
        }
    }
}

package org.omnigraph.engine.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.omnigraph.catalog.schema.Constraint;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.catalog.value.NodeIds;
import org.omnigraph.engine.api.LineProblem;
import org.omnigraph.engine.table.ColumnBatch;
import org.omnigraph.engine.table.RowFilter;
import org.omnigraph.engine.table.TableReader;
import org.omnigraph.engine.table.TableRef;

/// Checks constraints that are about to be added to a type against all its rows, naming those that break them.
public final class ConstraintCheck {
    private final EntityType type;
    private final RowRules rules;
    private final Map<List<String>, FingerprintTable> uniques = new HashMap<>();
    private final Fingerprint.Maker fingerprints = new Fingerprint.Maker();
    private final ProblemLog problems;
    private final List<String> columns;

    /// @param type as it will be
    /// @param added the new constraints
    public ConstraintCheck(EntityType type, List<Constraint> added, SpillSpace spill, ProblemLog problems) {
        this.type = type;
        this.rules = new RowRules(type, added);
        this.problems = problems;
        Set<String> needed = new LinkedHashSet<>();
        needed.add(TableReader.ID);
        for (Constraint constraint : added) {
            switch (constraint) {
                case Constraint.Unique(List<String> members) -> {
                    uniques.put(members, new FingerprintTable(spill));
                    needed.addAll(members);
                }
                case Constraint.Range range -> needed.add(range.property());
                case Constraint.Check check -> needed.add(check.property());
                case Constraint.Key _, Constraint.Index _ -> {}
            }
        }
        this.columns = List.copyOf(needed);
    }

    /// Reads all rows once, if there is anything to check.
    public void run(TableReader reader, TableRef table) {
        if (columns.size() == 1 || table.rows() == 0) {
            return;
        }
        reader.scan(table, columns, RowFilter.ALL, batch -> {
            for (int row = 0; row < batch.rows(); row++) {
                check(batch, row);
            }
            return true;
        });
    }

    private void check(ColumnBatch batch, int row) {
        String id = BaseRows.text(batch, 0, row);
        Map<String, Object> values = new HashMap<>();
        for (int i = 1; i < columns.size(); i++) {
            Object value = batch.column(i).value(row);
            if (value != null) {
                values.put(columns.get(i), value);
            }
        }
        ProblemLog found = new ProblemLog();
        rules.checkConstraints(0, values, found);
        for (LineProblem problem : found.problems()) {
            problems.add(0, problem.code(), type.name() + " `" + id + "`: " + problem.message());
        }
        uniques.forEach((members, seen) -> checkUnique(id, members, values, seen));
    }

    private void checkUnique(String id, List<String> members, Map<String, Object> values, FingerprintTable seen) {
        List<String> texts = new ArrayList<>();
        for (String member : members) {
            Object value = values.get(member);
            if (value == null) {
                return;
            }
            texts.add(type.property(member)
                    .map(Property::type)
                    .map(valueType -> NodeIds.canonical(valueType, value))
                    .orElse(value.toString()));
        }
        long before = seen.size();
        seen.slot(fingerprints.of(texts));
        if (seen.size() == before) {
            problems.add(
                    0,
                    "unique_violation",
                    type.name() + " `" + id + "`: another one has the same " + String.join(", ", members));
        }
    }
}

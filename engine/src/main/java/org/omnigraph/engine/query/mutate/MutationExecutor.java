package org.omnigraph.engine.query.mutate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.omnigraph.catalog.query.checked.CheckedExpr;
import org.omnigraph.catalog.query.checked.CheckedMutation;
import org.omnigraph.catalog.query.checked.CheckedStatement;
import org.omnigraph.catalog.schema.EdgeType;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.engine.api.EntityKind;
import org.omnigraph.engine.query.budget.QueryBudget;
import org.omnigraph.engine.query.run.FixedValues;
import org.omnigraph.engine.table.ChangeSet;
import org.omnigraph.engine.table.EntityColumns;
import org.omnigraph.engine.table.EntityRow;
import org.omnigraph.engine.table.GraphSnapshot;
import org.omnigraph.engine.table.RowFilter;
import org.omnigraph.engine.table.TableReader;

/// Computes what a mutation changes: statements in order, each seeing those before it; writes nothing. One use, one
/// thread.
public final class MutationExecutor {
    private static final int ID_BYTES = 100;

    /// Above this, a scan of the whole table is cheaper than a filter that names every id.
    private static final int FILTERED_IDS_MAX = 10_000;

    private final GraphSnapshot base;
    private final TableReader reader;
    private final FixedValues values;
    private final Supplier<String> freshIds;
    private final QueryBudget budget;
    private final ValueProblems problems = new ValueProblems();
    private final AssignedValues assignedValues;
    private final Overlay overlay;
    private long affectedNodes;
    private long affectedEdges;

    public MutationExecutor(
            GraphSnapshot base, TableReader reader, FixedValues values, Supplier<String> freshIds, QueryBudget budget) {
        this.base = base;
        this.reader = reader;
        this.values = values;
        this.freshIds = freshIds;
        this.budget = budget;
        this.assignedValues = new AssignedValues(values, problems);
        this.overlay = new Overlay(budget);
    }

    /// What the statements change, and how many nodes and edges they affect (query-language.md §9.9).
    ///
    /// @throws org.omnigraph.engine.api.GraphException with `Rejected` if a value does not fit its property
    public Effect run(CheckedMutation mutation) {
        for (CheckedStatement statement : mutation.statements()) {
            switch (statement) {
                case CheckedStatement.InsertNode insert -> insertNode(insert);
                case CheckedStatement.InsertEdge insert -> insertEdge(insert);
                case CheckedStatement.UpdateNodes update -> updateNodes(update);
                case CheckedStatement.DeleteNodes delete -> deleteNodes(delete);
                case CheckedStatement.DeleteEdges delete -> deleteEdges(delete);
            }
            budget.checkTime();
        }
        problems.throwIfAny();
        return new Effect(overlay.changes(!mutation.isInsertOnly()), affectedNodes, affectedEdges);
    }

    /// What a mutation does.
    public record Effect(ChangeSet changes, long affectedNodes, long affectedEdges) {}

    private void insertNode(CheckedStatement.InsertNode insert) {
        NodeType type = insert.type();
        Map<String, Object> row = present(assignedValues.of(type, insert.assignments()));
        affectedNodes++;
        if (type.keyProperties().isEmpty()) {
            overlay.table(type).insert(EntityRow.node(freshIds.get(), row));
        } else if (row.keySet().containsAll(type.keyProperties())) {
            overlay.table(type).upsert(EntityRow.node(Matching.keyId(type, row), row));
        } else if (problems.isEmpty()) {
            throw new IllegalStateException("the checker let an insert into " + type.name() + " pass without its key");
        }
    }

    private void insertEdge(CheckedStatement.InsertEdge insert) {
        EdgeType type = insert.type();
        Map<String, Object> row = present(assignedValues.of(type, insert.assignments()));
        Optional<String> from = end(type, "from", insert.from());
        Optional<String> to = end(type, "to", insert.to());
        affectedEdges++;
        if (from.isPresent() && to.isPresent()) {
            overlay.table(type).insert(new EntityRow(freshIds.get(), from.get(), to.get(), row));
        }
    }

    private Optional<String> end(EdgeType type, String name, CheckedExpr.Fixed value) {
        if (values.of(value) instanceof String id) {
            return Optional.of(id);
        }
        problems.add("missing_value", type.name() + "." + name + " is required, and was given null");
        return Optional.empty();
    }

    private void updateNodes(CheckedStatement.UpdateNodes update) {
        NodeType type = update.type();
        Map<String, Optional<Object>> assigned = assignedValues.of(type, update.assignments());
        Matching matching = new Matching(type, update.predicate(), values);
        if (matching.isNever()) {
            return;
        }
        Overlay.Table table = overlay.table(type);
        List<EntityRow> matches = new ArrayList<>();
        table.rows().stream().filter(matching::test).forEach(matches::add);
        scanMatches(type, allColumns(type), matching, row -> {
            budget.useBytes(row.weightBytes());
            matches.add(row);
        });
        for (EntityRow row : matches) {
            Map<String, Object> changed = new HashMap<>(row.values());
            assigned.forEach((name, value) -> {
                if (value.isPresent()) {
                    changed.put(name, value.get());
                } else {
                    changed.remove(name);
                }
            });
            table.upsert(EntityRow.node(row.id(), changed));
            affectedNodes++;
        }
    }

    private void deleteNodes(CheckedStatement.DeleteNodes delete) {
        NodeType type = delete.type();
        Matching matching = new Matching(type, delete.predicate(), values);
        if (matching.isNever()) {
            return;
        }
        Set<String> ids = new LinkedHashSet<>();
        scanMatches(type, matching.columns(), matching, row -> keep(row.id(), ids));
        if (ids.isEmpty()) {
            return;
        }
        Overlay.Table table = overlay.table(type);
        for (String id : ids) {
            affectedNodes += table.delete(id) ? 1 : 0;
        }
        for (EdgeType edge : base.schema().model().edges().values()) {
            if (edge.from().equals(type.name())) {
                deleteTouching(edge, TableReader.SRC, ids);
            }
            if (edge.to().equals(type.name())) {
                deleteTouching(edge, TableReader.DST, ids);
            }
        }
    }

    /// A deleted node takes its edges along.
    private void deleteTouching(EdgeType edge, String end, Set<String> nodes) {
        Overlay.Table table = overlay.table(edge);
        scan(edge, List.of(end), inOrAll(end, nodes), row -> {
            String node = end.equals(TableReader.SRC) ? row.src() : row.dst();
            if (nodes.contains(node)) {
                affectedEdges += table.delete(row.id()) ? 1 : 0;
            }
        });
    }

    private void deleteEdges(CheckedStatement.DeleteEdges delete) {
        EdgeType type = delete.type();
        Matching matching = new Matching(type, delete.predicate(), values);
        if (matching.isNever()) {
            return;
        }
        List<String> ids = new ArrayList<>();
        scanMatches(type, matching.columns(), matching, row -> keep(row.id(), ids));
        Overlay.Table table = overlay.table(type);
        for (String id : ids) {
            affectedEdges += table.delete(id) ? 1 : 0;
        }
    }

    private void keep(String id, Collection<String> ids) {
        budget.useBytes(ID_BYTES + 2L * id.length());
        ids.add(id);
    }

    /// The base's rows that match and that no earlier statement replaced or removed.
    private void scanMatches(EntityType type, List<String> columns, Matching matching, Consumer<EntityRow> sink) {
        Overlay.Table table = overlay.table(type);
        scan(type, columns, matching.filter(), row -> {
            if (!table.covers(row.id()) && matching.test(row)) {
                sink.accept(row);
            }
        });
    }

    private void scan(EntityType type, List<String> columns, RowFilter filter, Consumer<EntityRow> sink) {
        EntityColumns read = EntityColumns.idAnd(type, columns);
        EntityKind kind = type instanceof EdgeType ? EntityKind.EDGE : EntityKind.NODE;
        reader.scan(base.table(kind, type.name()), read.names(), filter, batch -> {
            budget.useRows(batch.rows());
            budget.checkTime();
            for (int i = 0; i < batch.rows(); i++) {
                sink.accept(read.row(batch, i));
            }
            return true;
        });
    }

    private static List<String> allColumns(NodeType type) {
        return type.properties().stream().map(Property::name).toList();
    }

    private static Map<String, Object> present(Map<String, Optional<Object>> assigned) {
        Map<String, Object> values = new HashMap<>();
        assigned.forEach((name, value) -> value.ifPresent(v -> values.put(name, v)));
        return values;
    }

    private static RowFilter inOrAll(String column, Collection<String> values) {
        return values.size() > FILTERED_IDS_MAX ? RowFilter.ALL : new RowFilter.In(column, List.copyOf(values));
    }
}

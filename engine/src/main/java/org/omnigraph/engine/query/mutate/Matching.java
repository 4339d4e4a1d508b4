package org.omnigraph.engine.query.mutate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.query.ast.Operator;
import org.omnigraph.catalog.query.checked.CheckedStatement.Predicate;
import org.omnigraph.catalog.query.checked.CheckedStatement.PredicateTarget;
import org.omnigraph.catalog.query.checked.Domain;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.value.NodeIds;
import org.omnigraph.engine.query.run.FixedValues;
import org.omnigraph.engine.query.run.ValueComparison;
import org.omnigraph.engine.table.EntityRow;
import org.omnigraph.engine.table.RowFilter;
import org.omnigraph.engine.table.TableReader;

/// The one test of an `update` or `delete`, and how far storage can answer it.
final class Matching {
    private final EntityType type;
    private final Predicate predicate;
    private final Optional<Object> wanted;

    Matching(EntityType type, Predicate predicate, FixedValues values) {
        this.type = type;
        this.predicate = predicate;
        this.wanted = Optional.ofNullable(values.of(predicate.value()));
    }

    /// True if nothing can match: a comparison with null is never true.
    boolean isNever() {
        return wanted.isEmpty();
    }

    boolean test(EntityRow row) {
        Object value = value(row);
        return value != null
                && wanted.isPresent()
                && ValueComparison.holds(predicate.operator(), predicate.domain(), value, wanted.get());
    }

    /// The columns that the test needs besides the id.
    List<String> columns() {
        return List.of(column());
    }

    /// Rows outside of this filter never match.
    RowFilter filter() {
        if (predicate.operator() != Operator.EQ || wanted.isEmpty()) {
            return RowFilter.ALL;
        }
        Object value = wanted.get();
        if (predicate.domain() == Domain.TEXT) {
            return new RowFilter.In(column(), List.of((String) value));
        }
        if (type instanceof NodeType node
                && predicate.target() instanceof PredicateTarget.OfProperty(var property)
                && node.keyProperties().equals(List.of(property.name()))
                && property.type().element().isInteger()
                && value instanceof Number number
                && !(number instanceof Double)) {
            return RowFilter.ids(List.of(Long.toString(number.longValue())));
        }
        return RowFilter.ALL;
    }

    private String column() {
        return switch (predicate.target()) {
            case PredicateTarget.OfProperty(var property) -> property.name();
            case PredicateTarget.OfFrom _ -> TableReader.SRC;
            case PredicateTarget.OfTo _ -> TableReader.DST;
        };
    }

    private @Nullable Object value(EntityRow row) {
        Map<String, Object> values = row.values();
        return switch (predicate.target()) {
            case PredicateTarget.OfProperty(var property) -> values.get(property.name());
            case PredicateTarget.OfFrom _ -> row.src();
            case PredicateTarget.OfTo _ -> row.dst();
        };
    }

    /// The id of a node with these values of its key.
    static String keyId(NodeType type, Map<String, Object> values) {
        return NodeIds.ofKey(
                type.keyProperties().stream()
                        .map(name -> type.property(name).orElseThrow().type())
                        .toList(),
                type.keyProperties().stream().map(values::get).toList());
    }
}

package org.omnigraph.catalog.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.query.ast.Body;
import org.omnigraph.catalog.query.ast.Mutation;
import org.omnigraph.catalog.query.ast.Name;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.catalog.query.checked.CheckedExpr;
import org.omnigraph.catalog.query.checked.CheckedMutation;
import org.omnigraph.catalog.query.checked.CheckedQuery;
import org.omnigraph.catalog.query.checked.CheckedStatement;
import org.omnigraph.catalog.schema.EdgeType;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;

/// Checks a mutation query (T10-T14, T16, T26).
final class MutationChecker {
    private static final ValueType NODE_ID = new ValueType.Scalar(ScalarType.STRING);

    private final SchemaIndex schema;
    private final CheckReport report;
    private final Parameters parameters;
    private final ValueChecker values;
    private final TypeUses reads = new TypeUses();
    private final TypeUses writes = new TypeUses();

    MutationChecker(SchemaIndex schema, CheckReport report, Parameters parameters) {
        this.schema = schema;
        this.report = report;
        this.parameters = parameters;
        this.values = new ValueChecker(report, parameters, new Literals(report));
    }

    /// The checked query; nothing if anything was reported.
    Optional<CheckedQuery> check(QueryDecl query, Body.Write write) {
        refuseMixture(write.statements());
        List<CheckedStatement> statements = new ArrayList<>();
        for (Mutation statement : write.statements()) {
            if (report.giveUp()) {
                break;
            }
            statement(statement).ifPresent(statements::add);
        }
        return report.isEmpty()
                ? Optional.of(new CheckedMutation(
                        query.name().text(), parameters.declared(), statements, reads.sorted(), writes.sorted()))
                : Optional.empty();
    }

    private void refuseMixture(List<Mutation> statements) {
        boolean deletesFirst = !statements.isEmpty() && statements.getFirst() instanceof Mutation.Delete;
        statements.stream()
                .filter(s -> s instanceof Mutation.Delete != deletesFirst)
                .findFirst()
                .ifPresent(s -> report.broken(
                        TypeRule.T26,
                        s.span(),
                        "One query holds inserts and updates, or deletes, never both.",
                        "Make two queries of it; to publish both at once, run them on a branch and merge it."));
    }

    private Optional<CheckedStatement> statement(Mutation statement) {
        String name = statement.type().text();
        Optional<NodeType> node = schema.node(name);
        if (node.isPresent()) {
            reads.node(node.get());
            writes.node(node.get());
            return onNode(statement, node.get());
        }
        Optional<EdgeType> edge = schema.edge(name);
        if (edge.isPresent()) {
            writes.onlyEdge(edge.get());
            return onEdge(statement, edge.get());
        }
        report.broken(
                TypeRule.T10,
                statement.type().span(),
                "There is no node or edge type `" + name + "`.",
                schema.targetTypeHelp(name));
        return Optional.empty();
    }

    private Optional<CheckedStatement> onNode(Mutation statement, NodeType type) {
        return switch (statement) {
            case Mutation.Insert insert -> {
                Map<String, CheckedExpr.Fixed> assigned = assigned(insert.assignments(), type, Set.of());
                requireAll(insert, type, assigned.keySet(), insert.assignments());
                yield Optional.of(
                        new CheckedStatement.InsertNode(type, assignments(insert.assignments(), type, assigned)));
            }
            case Mutation.Update update -> {
                refuseKeys(update, type);
                Map<String, CheckedExpr.Fixed> assigned = assigned(update.assignments(), type, Set.of());
                yield predicate(update.predicate(), type)
                        .map(predicate -> new CheckedStatement.UpdateNodes(
                                type, assignments(update.assignments(), type, assigned), predicate));
            }
            case Mutation.Delete delete -> {
                for (EdgeType edge : schema.incidentEdges(type)) {
                    reads.onlyEdge(edge);
                    writes.onlyEdge(edge);
                }
                yield predicate(delete.predicate(), type)
                        .map(predicate -> new CheckedStatement.DeleteNodes(type, predicate));
            }
        };
    }

    private Optional<CheckedStatement> onEdge(Mutation statement, EdgeType type) {
        return switch (statement) {
            case Mutation.Insert insert -> {
                reads.edge(type);
                Map<String, CheckedExpr.Fixed> assigned = assigned(insert.assignments(), type, Set.of("from", "to"));
                requireAll(insert, type, assigned.keySet(), insert.assignments());
                CheckedExpr.Fixed from = assigned.get("from");
                CheckedExpr.Fixed to = assigned.get("to");
                yield from == null || to == null
                        ? Optional.empty()
                        : Optional.of(new CheckedStatement.InsertEdge(
                                type, from, to, assignments(insert.assignments(), type, assigned)));
            }
            case Mutation.Update update -> {
                report.broken(
                        TypeRule.T16,
                        update.type().span(),
                        "`" + type.name() + "` is an edge type, and edges cannot be updated.",
                        "Delete the edge in one query and insert it anew in another.");
                yield Optional.empty();
            }
            case Mutation.Delete delete -> {
                reads.onlyEdge(type);
                yield predicate(delete.predicate(), type)
                        .map(predicate -> new CheckedStatement.DeleteEdges(type, predicate));
            }
        };
    }

    /// The values of all assignments without error, by property name; `endpoints` are names that stand for node ids.
    private Map<String, CheckedExpr.Fixed> assigned(
            List<Mutation.Assignment> assignments, EntityType type, Set<String> endpoints) {
        Map<String, CheckedExpr.Fixed> assigned = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Mutation.Assignment assignment : assignments) {
            String name = assignment.property().text();
            if (!seen.add(name)) {
                report.broken(
                        TypeRule.T13,
                        assignment.property().span(),
                        "`" + name + "` is assigned twice.",
                        "Remove one of the two.");
                continue;
            }
            Optional<ValueType> target = endpoints.contains(name)
                    ? Optional.of(NODE_ID)
                    : property(type, assignment.property()).map(Property::type);
            target.flatMap(t -> values.assigned(assignment.value(), name, t))
                    .ifPresent(value -> assigned.put(name, value));
        }
        return assigned;
    }

    private List<CheckedStatement.Assignment> assignments(
            List<Mutation.Assignment> written, EntityType type, Map<String, CheckedExpr.Fixed> assigned) {
        List<CheckedStatement.Assignment> assignments = new ArrayList<>();
        for (Mutation.Assignment assignment : written) {
            String name = assignment.property().text();
            CheckedExpr.Fixed value = assigned.get(name);
            Optional<Property> property = schema.property(type, name);
            if (value != null && property.isPresent()) {
                assignments.add(new CheckedStatement.Assignment(property.get(), value));
            }
        }
        return assignments;
    }

    private Optional<Property> property(EntityType type, Name name) {
        Optional<Property> property = schema.property(type, name.text());
        if (property.isEmpty()) {
            report.broken(
                    TypeRule.T11,
                    name.span(),
                    "`" + type.name() + "` has no property `" + name.text() + "`.",
                    schema.propertyHelp(type, name.text()));
        }
        return property;
    }

    private void requireAll(
            Mutation.Insert insert, EntityType type, Set<String> assigned, List<Mutation.Assignment> written) {
        Set<String> named = new HashSet<>(assigned);
        written.forEach(assignment -> named.add(assignment.property().text()));
        List<String> missing = new ArrayList<>();
        if (type instanceof EdgeType) {
            missing.addAll(List.of("from", "to"));
        }
        type.properties().stream()
                .filter(p -> !p.nullable())
                .map(Property::name)
                .forEach(missing::add);
        missing.removeAll(named);
        for (String name : missing) {
            boolean endpoint = type instanceof EdgeType && (name.equals("from") || name.equals("to"));
            report.broken(
                    TypeRule.T12,
                    insert.type().span(),
                    endpoint
                            ? "An edge needs `" + name + "`, the id of a node."
                            : "`" + type.name() + "` needs a value for `" + name + "`.",
                    "Add `" + name + ": …`.");
        }
    }

    private void refuseKeys(Mutation.Update update, NodeType type) {
        Set<String> keys = new HashSet<>(type.keyProperties());
        for (Mutation.Assignment assignment : update.assignments()) {
            if (keys.contains(assignment.property().text())) {
                report.broken(
                        TypeRule.T16,
                        assignment.property().span(),
                        "`" + assignment.property().text() + "` belongs to the key of `" + type.name()
                                + "`, and keys never change.",
                        "Delete the node and insert it anew.");
            }
        }
    }

    private Optional<CheckedStatement.Predicate> predicate(Mutation.Predicate predicate, EntityType type) {
        String name = predicate.property().text();
        if (type instanceof EdgeType && (name.equals("from") || name.equals("to"))) {
            CheckedStatement.PredicateTarget end = name.equals("from")
                    ? new CheckedStatement.PredicateTarget.OfFrom()
                    : new CheckedStatement.PredicateTarget.OfTo();
            return predicate(predicate, end, NODE_ID);
        }
        Optional<Property> property = property(type, predicate.property());
        if (property.isEmpty() || !testable(property.get(), predicate.property().span())) {
            return Optional.empty();
        }
        return predicate(
                predicate,
                new CheckedStatement.PredicateTarget.OfProperty(property.get()),
                property.get().type());
    }

    private Optional<CheckedStatement.Predicate> predicate(
            Mutation.Predicate predicate, CheckedStatement.PredicateTarget target, ValueType type) {
        boolean rounds = type.element() == ScalarType.F32;
        return values.compared(predicate.value(), predicate.property().text(), type)
                .map(value -> new CheckedStatement.Predicate(
                        target,
                        predicate.operator(),
                        value,
                        rounds
                                ? org.omnigraph.catalog.query.checked.Domain.NUMBER_F32
                                : Compatibility.domain(type.element())));
    }

    private boolean testable(Property property, Span span) {
        if (Compatibility.comparable(property.type())) {
            return true;
        }
        report.broken(
                TypeRule.T11,
                span,
                "`" + property.name() + "` is `" + property.type() + "`, which no predicate can test.",
                "Test a single value, for example the key.");
        return false;
    }
}

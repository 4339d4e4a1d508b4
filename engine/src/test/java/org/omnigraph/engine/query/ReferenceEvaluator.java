package org.omnigraph.engine.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.query.ast.Operator;
import org.omnigraph.catalog.query.checked.CheckedExpr;
import org.omnigraph.catalog.query.checked.CheckedRead;
import org.omnigraph.catalog.query.checked.CheckedTraversal;
import org.omnigraph.catalog.query.checked.CheckedTraversal.Direction;
import org.omnigraph.catalog.query.checked.Condition;
import org.omnigraph.catalog.query.checked.Domain;
import org.omnigraph.catalog.query.checked.EdgeVariable;
import org.omnigraph.catalog.query.checked.MatchBlock;
import org.omnigraph.catalog.query.checked.NodeVariable;
import org.omnigraph.catalog.query.checked.OrderKey;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;
import org.omnigraph.catalog.value.ValueWriter;
import org.omnigraph.engine.table.EntityRow;

/// query-language.md §7 as literally as it can be written down: every variable takes every value, every clause is
/// looked at, in maps, without a thought for cost. Knows no search functions. Shares no code with the executor.
final class ReferenceEvaluator {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final MemoryGraph graph;
    private final Map<String, Object> parameters;
    private final long nowMillis;

    ReferenceEvaluator(MemoryGraph graph, Map<String, Object> parameters, long nowMillis) {
        this.graph = graph;
        this.parameters = parameters;
        this.nowMillis = nowMillis;
    }

    List<ObjectNode> run(CheckedRead query) {
        List<Map<String, EntityRow>> assignments = new ArrayList<>();
        extend(query.match(), new HashMap<>(), assignments::add);
        List<Row> rows = query.aggregated() ? groups(query, assignments) : plain(query, assignments);
        rows.sort(Comparator.comparing(Row::key, ReferenceEvaluator::compareKeys));
        return rows.stream()
                .limit(query.hasLimit() ? query.limit() : Long.MAX_VALUE)
                .map(Row::json)
                .toList();
    }

    /// A result row, and what it sorts by: pairs of a value and a direction.
    private record Row(ObjectNode json, List<Key> key) {}

    private record Key(List<Object> valueOrNothing, boolean descending) {}

    // ---- match ----

    private void extend(MatchBlock block, Map<String, EntityRow> outer, Consumer<Map<String, EntityRow>> found) {
        List<String> names = new ArrayList<>();
        List<List<EntityRow>> ranges = new ArrayList<>();
        for (NodeVariable node : block.nodes()) {
            names.add(node.name());
            ranges.add(List.copyOf(graph.rows(node.type()).values()));
        }
        for (EdgeVariable edge : block.edges()) {
            names.add(edge.name());
            ranges.add(List.copyOf(graph.rows(edge.type()).values()));
        }
        choose(block, names, ranges, 0, new HashMap<>(outer), found);
    }

    private void choose(
            MatchBlock block,
            List<String> names,
            List<List<EntityRow>> ranges,
            int next,
            Map<String, EntityRow> assignment,
            Consumer<Map<String, EntityRow>> found) {
        if (next == names.size()) {
            if (holds(block, assignment)) {
                found.accept(new HashMap<>(assignment));
            }
            return;
        }
        for (EntityRow row : ranges.get(next)) {
            assignment.put(names.get(next), row);
            choose(block, names, ranges, next + 1, assignment, found);
        }
        assignment.remove(names.get(next));
    }

    private boolean holds(MatchBlock block, Map<String, EntityRow> assignment) {
        return block.conditions().stream().allMatch(condition -> holds(condition, assignment))
                && block.traversals().stream().allMatch(traversal -> holds(traversal, assignment))
                && block.negations().stream().noneMatch(negation -> {
                    List<Map<String, EntityRow>> matches = new ArrayList<>();
                    extend(negation, assignment, matches::add);
                    return !matches.isEmpty();
                });
    }

    private boolean holds(CheckedTraversal traversal, Map<String, EntityRow> assignment) {
        String a = at(assignment, traversal.left().name()).id();
        String b = at(assignment, traversal.right().name()).id();
        if (!traversal.edgeVariableName().isEmpty()) {
            EntityRow edge = at(assignment, traversal.edgeVariableName());
            boolean forward = edge.src().equals(a) && edge.dst().equals(b);
            boolean backward = edge.src().equals(b) && edge.dst().equals(a);
            return switch (traversal.direction()) {
                case FORWARD -> forward;
                case BACKWARD -> backward;
                case UNDIRECTED -> forward || backward;
            };
        }
        boolean sameType = traversal.edge().isSelfEdge();
        Map<String, Set<String>> steps = steps(traversal);
        if (!sameType) {
            return traversal.minHops() == 1 && steps.getOrDefault(a, Set.of()).contains(b);
        }
        Map<String, Integer> distances = distances(a, steps);
        Integer distance = distances.get(b);
        if (distance == null) {
            return false;
        }
        boolean plain = distance > 0 && within(distance, traversal);
        boolean loop = steps.getOrDefault(b, Set.of()).contains(b) && within(distance + 1, traversal);
        return plain || loop;
    }

    private static boolean within(int distance, CheckedTraversal traversal) {
        return traversal.minHops() <= distance && distance <= traversal.maxHops();
    }

    private Map<String, Set<String>> steps(CheckedTraversal traversal) {
        Map<String, Set<String>> steps = new HashMap<>();
        for (EntityRow edge : graph.rows(traversal.edge()).values()) {
            if (traversal.direction() != Direction.BACKWARD) {
                steps.computeIfAbsent(edge.src(), id -> new HashSet<>()).add(edge.dst());
            }
            if (traversal.direction() != Direction.FORWARD) {
                steps.computeIfAbsent(edge.dst(), id -> new HashSet<>()).add(edge.src());
            }
        }
        return steps;
    }

    private static Map<String, Integer> distances(String from, Map<String, Set<String>> steps) {
        Map<String, Integer> distances = new HashMap<>(Map.of(from, 0));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Map.Entry<String, Integer> known : Map.copyOf(distances).entrySet()) {
                for (String next : steps.getOrDefault(known.getKey(), Set.of())) {
                    int distance = known.getValue() + 1;
                    if (distances.getOrDefault(next, Integer.MAX_VALUE) > distance) {
                        distances.put(next, distance);
                        grown = true;
                    }
                }
            }
        }
        return distances;
    }

    // ---- filters ----

    private boolean holds(Condition condition, Map<String, EntityRow> assignment) {
        return switch (condition) {
            case Condition.Comparison c -> {
                Object left = rounded(c.left(), c.domain(), assignment);
                Object right = rounded(c.right(), c.domain(), assignment);
                yield left != null && right != null && holds(c.operator(), compare(left, right));
            }
            case Condition.ListContains c -> {
                Object list = value(c.list(), assignment);
                Object item = rounded(c.item(), c.domain(), assignment);
                yield list != null
                        && item != null
                        && ((List<?>) list).stream().anyMatch(element -> compare(element, item) == 0);
            }
            case Condition.SubstringTest t -> {
                Object text = value(t.text(), assignment);
                Object part = value(t.part(), assignment);
                yield text != null && part != null && ((String) text).contains((String) part);
            }
            case Condition.PrefixTest t -> {
                Object text = value(t.text(), assignment);
                Object prefix = value(t.prefix(), assignment);
                yield text != null && prefix != null && ((String) text).startsWith((String) prefix);
            }
            case Condition.TextHolds _ -> throw new IllegalArgumentException("no search functions here");
        };
    }

    private @Nullable Object rounded(CheckedExpr expr, Domain domain, Map<String, EntityRow> assignment) {
        Object value = value(expr, assignment);
        return domain == Domain.NUMBER_F32 && expr instanceof CheckedExpr.Fixed && value instanceof Number number
                ? (Object) number.floatValue()
                : value;
    }

    private static boolean holds(Operator operator, int order) {
        return switch (operator) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            case GE -> order >= 0;
            case CONTAINS, STARTS_WITH -> throw new IllegalArgumentException("no comparison");
        };
    }

    private @Nullable Object value(CheckedExpr expr, Map<String, EntityRow> assignment) {
        return switch (expr) {
            case CheckedExpr.Constant constant -> constant.value();
            case CheckedExpr.ParameterValue parameter ->
                parameters.get(parameter.parameter().name());
            case CheckedExpr.Now _ -> (Object) nowMillis;
            case CheckedExpr.NodeProperty p ->
                at(assignment, p.variable().name()).values().get(p.property().name());
            case CheckedExpr.EdgeProperty p ->
                at(assignment, p.variable().name()).values().get(p.property().name());
            case CheckedExpr.NodeValue node ->
                at(assignment, node.variable().name()).id();
            case CheckedExpr.Aggregate _, CheckedExpr.TextMatch _, CheckedExpr.Rank _ ->
                throw new IllegalArgumentException("no value: " + expr);
        };
    }

    private static EntityRow at(Map<String, EntityRow> assignment, String variable) {
        EntityRow row = assignment.get(variable);
        if (row == null) {
            throw new IllegalStateException("unbound " + variable);
        }
        return row;
    }

    private static int compare(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return decimal(x).compareTo(decimal(y));
        }
        if (a instanceof String x && b instanceof String y) {
            return Arrays.compare(x.codePoints().toArray(), y.codePoints().toArray());
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            for (int i = 0; i < Math.min(x.size(), y.size()); i++) {
                int order = compare(x.get(i), y.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(x.size(), y.size());
        }
        return Boolean.compare((Boolean) a, (Boolean) b);
    }

    private static BigDecimal decimal(Number number) {
        return switch (number) {
            case Float f -> new BigDecimal(f);
            case Double d -> new BigDecimal(d);
            default -> BigDecimal.valueOf(number.longValue());
        };
    }

    // ---- return, order ----

    private List<Row> plain(CheckedRead query, List<Map<String, EntityRow>> assignments) {
        List<Row> rows = new ArrayList<>();
        for (Map<String, EntityRow> assignment : assignments) {
            ObjectNode json = JSON.objectNode();
            for (int i = 0; i < query.projections().size(); i++) {
                json.set(query.columns().get(i).name(), json(query.projections().get(i), assignment));
            }
            List<Key> key = new ArrayList<>();
            for (OrderKey order : query.order()) {
                switch (order) {
                    case OrderKey.ByProperty by -> key.add(key(value(by.property(), assignment), by.descending()));
                    case OrderKey.ByColumn by ->
                        key.add(key(value(query.projections().get(by.projection()), assignment), by.descending()));
                    case OrderKey.ByRank _ -> throw new IllegalArgumentException("no ranks here");
                }
            }
            new TreeMap<>(assignment).forEach((name, row) -> {
                if (!name.startsWith("_#")) {
                    key.add(key(row.id(), false));
                }
            });
            rows.add(new Row(json, key));
        }
        return rows;
    }

    private List<Row> groups(CheckedRead query, List<Map<String, EntityRow>> assignments) {
        List<CheckedExpr> keys =
                query.groupKeys().stream().map(query.projections()::get).toList();
        Map<List<Object>, List<Map<String, EntityRow>>> groups = new LinkedHashMap<>();
        if (keys.isEmpty()) {
            groups.put(List.of(), new ArrayList<>());
        }
        for (Map<String, EntityRow> assignment : assignments) {
            List<Object> group = new ArrayList<>();
            for (CheckedExpr key : keys) {
                Object value = value(key, assignment);
                group.add(value == null ? List.of() : List.of(normal(value)));
            }
            groups.computeIfAbsent(group, g -> new ArrayList<>()).add(assignment);
        }
        List<Row> rows = new ArrayList<>();
        groups.forEach((group, members) -> rows.add(row(query, keys, members)));
        return rows;
    }

    private Row row(CheckedRead query, List<CheckedExpr> keys, List<Map<String, EntityRow>> members) {
        ObjectNode json = JSON.objectNode();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < query.projections().size(); i++) {
            CheckedExpr projection = query.projections().get(i);
            String name = query.columns().get(i).name();
            if (projection instanceof CheckedExpr.Aggregate aggregate) {
                Object value = aggregate(aggregate, members);
                values.add(value);
                json.set(name, value == null ? JSON.nullNode() : aggregateJson(aggregate, value));
            } else {
                values.add(value(projection, members.getFirst()));
                json.set(name, json(projection, members.getFirst()));
            }
        }
        List<Key> key = new ArrayList<>();
        for (OrderKey order : query.order()) {
            switch (order) {
                case OrderKey.ByProperty by -> key.add(key(value(by.property(), members.getFirst()), by.descending()));
                case OrderKey.ByColumn by -> key.add(key(values.get(by.projection()), by.descending()));
                case OrderKey.ByRank _ -> throw new IllegalArgumentException("no ranks here");
            }
        }
        keys.forEach(expr -> key.add(key(value(expr, members.getFirst()), false)));
        return new Row(json, key);
    }

    private @Nullable Object aggregate(CheckedExpr.Aggregate aggregate, List<Map<String, EntityRow>> members) {
        List<Object> values = new ArrayList<>();
        for (Map<String, EntityRow> member : members) {
            Object value = value(aggregate.argument(), member);
            if (value != null) {
                values.add(value);
            }
        }
        return switch (aggregate.function()) {
            case COUNT -> (Object) (long) values.size();
            case SUM -> values.isEmpty() ? null : (Object) sum(values).doubleValue();
            case AVG -> values.isEmpty() ? null : (Object) (sum(values).doubleValue() / values.size());
            case MIN -> values.stream().min(ReferenceEvaluator::compare).orElse(null);
            case MAX -> values.stream().max(ReferenceEvaluator::compare).orElse(null);
        };
    }

    private static BigDecimal sum(List<Object> values) {
        return values.stream().map(v -> decimal((Number) v)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static JsonNode aggregateJson(CheckedExpr.Aggregate aggregate, Object value) {
        return switch (aggregate.function()) {
            case COUNT -> JSON.numberNode((long) (Long) value);
            case SUM, AVG -> JSON.numberNode((double) (Double) value);
            case MIN, MAX -> ValueWriter.toJson(type(aggregate.argument()), value);
        };
    }

    private JsonNode json(CheckedExpr expr, Map<String, EntityRow> assignment) {
        if (expr instanceof CheckedExpr.NodeValue node) {
            EntityRow row = at(assignment, node.variable().name());
            ObjectNode object = JSON.objectNode();
            object.put("id", row.id());
            for (Property property : node.nodeType().properties()) {
                if (!property.type().isBlob()) {
                    Object value = row.values().get(property.name());
                    object.set(
                            property.name(),
                            value == null ? JSON.nullNode() : ValueWriter.toJson(property.type(), value));
                }
            }
            return object;
        }
        Object value = value(expr, assignment);
        return value == null ? JSON.nullNode() : ValueWriter.toJson(type(expr), value);
    }

    private static ValueType type(CheckedExpr expr) {
        return switch (expr) {
            case CheckedExpr.Fixed fixed -> fixed.type();
            case CheckedExpr.NodeProperty p -> p.type();
            case CheckedExpr.EdgeProperty p -> p.type();
            case CheckedExpr.NodeValue _, CheckedExpr.Aggregate _, CheckedExpr.TextMatch _, CheckedExpr.Rank _ ->
                new ValueType.Scalar(ScalarType.STRING);
        };
    }

    /// Equal for numbers of equal value.
    private static Object normal(Object value) {
        return value instanceof Number number ? decimal(number).stripTrailingZeros() : value;
    }

    private static Key key(@Nullable Object value, boolean descending) {
        return new Key(value == null ? List.of() : List.of(value), descending);
    }

    private static int compareKeys(List<Key> a, List<Key> b) {
        for (int i = 0; i < a.size(); i++) {
            List<Object> left = a.get(i).valueOrNothing();
            List<Object> right = b.get(i).valueOrNothing();
            int order = left.isEmpty() || right.isEmpty()
                    ? Integer.compare(left.size(), right.size())
                    : compare(left.getFirst(), right.getFirst());
            if (order != 0) {
                return a.get(i).descending() ? -order : order;
            }
        }
        return 0;
    }
}

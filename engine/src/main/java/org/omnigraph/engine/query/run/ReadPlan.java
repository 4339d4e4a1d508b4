package org.omnigraph.engine.query.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.query.ast.Expr.AggregateFunction;
import org.omnigraph.catalog.query.checked.CheckedExpr;
import org.omnigraph.catalog.query.checked.CheckedRead;
import org.omnigraph.catalog.query.checked.NodeVariable;
import org.omnigraph.catalog.query.checked.OrderKey;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;
import org.omnigraph.engine.index.EmbeddingProvider;
import org.omnigraph.engine.query.budget.QueryBudget;
import org.omnigraph.engine.query.column.Bits;
import org.omnigraph.engine.query.column.Column;
import org.omnigraph.engine.query.view.GraphView;

/// One execution of a read query: stages for `match`, then what turns assignments into rows (query-language.md §7.18
/// to §7.23, §8.3 to §8.6).
final class ReadPlan {
    private final CheckedRead query;
    private final FixedValues values;
    private final GraphView view;
    private final QueryBudget budget;
    private final SearchContext search;
    private final ConditionCompiler conditions;
    private final BlockPlanner planner;
    private final Scope scope = Scope.empty();
    private final int width;
    private final Map<CheckedExpr.Rank, RankValues> fused = new HashMap<>();

    ReadPlan(CheckedRead query, FixedValues values, GraphView view, QueryBudget budget, EmbeddingProvider embeddings) {
        this.query = query;
        this.values = values;
        this.view = view;
        this.budget = budget;
        this.search = new SearchContext(view, values, embeddings);
        this.conditions = new ConditionCompiler(view, values, search, budget);
        this.width = BlockPlanner.slotsOf(query.match());
        this.planner = new BlockPlanner(view, conditions, values, budget, width);
        planner.declare(query.match(), scope);
    }

    /// Rows of a query without aggregates.
    ReadRows runPlain(List<String> names) {
        TupleStore store = new TupleStore(readableSlots(), width, budget);
        if (rrf() instanceof CheckedExpr.Rrf rrf) {
            return runFused(rrf, store, names);
        }
        TopRows top = new TopRows(store, order(store), query.hasLimit() ? query.limit() : Long.MAX_VALUE, budget);
        runStages(rankedOnly(), top);
        return rows(top.sorted(), names, outputs(store));
    }

    /// Rows of a query with aggregates.
    ReadRows runAggregated(List<String> names) {
        List<GroupKey> keys = new ArrayList<>();
        List<Accumulator> accumulators = new ArrayList<>();
        Map<Integer, Accumulator> byProjection = new HashMap<>();
        for (int i = 0; i < query.projections().size(); i++) {
            CheckedExpr projection = query.projections().get(i);
            if (projection instanceof CheckedExpr.Aggregate aggregate) {
                Accumulator accumulator = accumulator(aggregate);
                accumulators.add(accumulator);
                byProjection.put(i, accumulator);
            } else {
                groupKey(projection).ifPresent(keys::add);
            }
        }
        TupleStore firsts = new TupleStore(readableSlots(), width, budget);
        Groups groups = new Groups(keys, accumulators, firsts, budget);
        runStages(Map.of(), groups);
        if (groups.size() == 0 && query.groupKeys().isEmpty()) {
            accumulators.forEach(accumulator -> accumulator.grow(1, budget));
            return rows(new int[] {0}, names, outputs(firsts, byProjection));
        }
        List<IndexOrder> orders = new ArrayList<>();
        for (OrderKey key : query.order()) {
            orders.add(order(key, firsts, byProjection));
        }
        for (int projection : query.groupKeys()) {
            orders.add(order(query.projections().get(projection), firsts));
        }
        budget.useBytes(4L * groups.size());
        int[] sorted = new int[groups.size()];
        IndexOrder.number(sorted, budget);
        IndexOrder.lexicographic(orders).sort(sorted, budget);
        return rows(limited(sorted), names, outputs(firsts, byProjection));
    }

    /// `order { rrf(…) }` needs all candidates before it can rank any (query-language.md §8.5).
    private ReadRows runFused(CheckedExpr.Rrf rrf, TupleStore all, List<String> names) {
        runStages(Map.of(), new TopRows(all, (a, b) -> 0, Long.MAX_VALUE, budget));
        int slot = scope.slot(rrf.ranked().name());
        Bits seen = new Bits(view.nodeIds(rrf.ranked().type()).rows());
        for (int i = 0; i < all.size(); i++) {
            seen.set(all.row(i, slot));
        }
        budget.useBytes(4L * all.size() + 16L * seen.count());
        int[] candidates = new int[seen.count()];
        int at = 0;
        for (int row = seen.next(0); row >= 0; row = seen.next(row + 1)) {
            candidates[at++] = row;
        }
        RankValues.Scores scores = FusedRanks.fuse(
                candidates, List.of(arm(rrf.first()), arm(rrf.second())), search.rrfConstant(rrf), budget);
        fused.put(rrf, scores);
        int[] ranked = IntStream.range(0, all.size())
                .filter(i -> scores.isRanked(all.row(i, slot)))
                .toArray();
        order(all).sort(ranked, budget);
        return rows(limited(ranked), names, outputs(all));
    }

    private FusedRanks.Arm arm(CheckedExpr.RankArm arm) {
        return switch (arm) {
            case CheckedExpr.Nearest _ -> new FusedRanks.Arm(search.arm(arm), false, query.limit());
            case CheckedExpr.Bm25 _ -> new FusedRanks.Arm(search.arm(arm), true, Long.MAX_VALUE);
        };
    }

    private void runStages(Map<String, Predicate> extra, Stage sink) {
        Stage first = planner.plan(query.match(), scope, extra, sink);
        Batch start = new Batch(width, new int[0], budget);
        start.size = 1;
        first.accept(start);
        first.flush();
        budget.checkTime();
    }

    /// What `order { nearest(…) }` and `order { bm25(…) }` leave out (query-language.md §8.4).
    private Map<String, Predicate> rankedOnly() {
        if (!query.order().isEmpty()
                && query.order().getFirst() instanceof OrderKey.ByRank(CheckedExpr.Rank rank, boolean _)
                && rank instanceof CheckedExpr.RankArm arm) {
            RankValues ranks = search.arm(arm);
            String variable = arm.ranked().name();
            int slot = scope.slot(variable);
            return Map.of(variable, (slots, i) -> ranks.isRanked(slots[slot][i]));
        }
        return Map.of();
    }

    private CheckedExpr rrf() {
        return !query.order().isEmpty() && query.order().getFirst() instanceof OrderKey.ByRank by
                ? by.rank()
                : new CheckedExpr.Now();
    }

    /// All variables that something can read: the named ones, by name.
    private Map<String, Integer> named() {
        Map<String, Integer> named = new TreeMap<>();
        for (NodeVariable node : query.match().nodes()) {
            if (!node.isAnonymous()) {
                named.put(node.name(), scope.slot(node.name()));
            }
        }
        query.match().edges().forEach(edge -> named.put(edge.name(), scope.slot(edge.name())));
        return named;
    }

    private int[] readableSlots() {
        return named().values().stream().mapToInt(Integer::intValue).toArray();
    }

    private IndexOrder order(TupleStore store) {
        List<IndexOrder> orders = new ArrayList<>();
        for (OrderKey key : query.order()) {
            orders.add(order(key, store, Map.of()));
        }
        for (int slot : named().values()) {
            orders.add((a, b) -> Integer.compare(store.row(a, slot), store.row(b, slot)));
        }
        return IndexOrder.lexicographic(orders);
    }

    private IndexOrder order(OrderKey key, TupleStore store, Map<Integer, Accumulator> aggregates) {
        return switch (key) {
            case OrderKey.ByProperty by -> order(by.property(), store).directed(by.descending());
            case OrderKey.ByRank by -> rankOrder(by, store);
            case OrderKey.ByColumn by -> {
                Accumulator accumulator = aggregates.get(by.projection());
                IndexOrder order = accumulator == null
                        ? order(query.projections().get(by.projection()), store)
                        : order(accumulator::result);
                yield order.directed(by.descending());
            }
        };
    }

    private IndexOrder rankOrder(OrderKey.ByRank by, TupleStore store) {
        IndexOrder byValue = order(by.rank(), store).directed(by.descending());
        if (!(by.rank() instanceof CheckedExpr.Rrf)) {
            return byValue;
        }
        int slot = scope.slot(by.rank().ranked().name());
        return IndexOrder.lexicographic(
                List.of(byValue, (a, b) -> Integer.compare(store.row(a, slot), store.row(b, slot))));
    }

    private static IndexOrder order(IntFunction<@Nullable Object> results) {
        return (a, b) -> {
            Object left = results.apply(a);
            Object right = results.apply(b);
            if (left == null || right == null) {
                return left == null ? (right == null ? 0 : -1) : 1;
            }
            return ColumnOrder.compareBoxed(left, right);
        };
    }

    /// The ascending order of an expression that is no aggregate.
    private IndexOrder order(CheckedExpr expr, TupleStore store) {
        return switch (expr) {
            case CheckedExpr.Fixed _ -> (a, b) -> 0;
            case CheckedExpr.NodeValue node -> {
                int slot = scope.slot(node.variable().name());
                yield (a, b) -> Integer.compare(store.row(a, slot), store.row(b, slot));
            }
            case CheckedExpr.Rank rank -> {
                int slot = scope.slot(rank.ranked().name());
                RankValues ranks = ranks(rank);
                yield (a, b) -> Numbers.compare(ranks.value(store.row(a, slot)), ranks.value(store.row(b, slot)));
            }
            case CheckedExpr.NodeProperty _, CheckedExpr.EdgeProperty _, CheckedExpr.TextMatch _ ->
                switch (conditions.cell(expr, scope)) {
                    case Cell.InColumn(int slot, Column column) -> {
                        ColumnOrder order = ColumnOrder.of(column);
                        yield (a, b) -> order.compare(store.row(a, slot), store.row(b, slot));
                    }
                    case Cell.InSet(int slot, Bits rows) ->
                        (a, b) -> Boolean.compare(rows.get(store.row(a, slot)), rows.get(store.row(b, slot)));
                    case Cell.Null _, Cell.Constant _ -> (a, b) -> 0;
                };
            case CheckedExpr.Aggregate _ ->
                throw new IllegalStateException("an aggregate is ordered by its accumulator");
        };
    }

    private RankValues ranks(CheckedExpr.Rank rank) {
        return switch (rank) {
            case CheckedExpr.RankArm arm -> search.arm(arm);
            case CheckedExpr.Rrf rrf -> {
                RankValues known = fused.get(rrf);
                if (known == null) {
                    throw new IllegalStateException("the checker let an rrf pass that does not order");
                }
                yield known;
            }
        };
    }

    private Optional<GroupKey> groupKey(CheckedExpr expr) {
        if (expr instanceof CheckedExpr.NodeValue node) {
            return Optional.of(GroupKey.ofNode(scope.slot(node.variable().name())));
        }
        return conditions.cell(expr, scope) instanceof Cell.InColumn(int slot, Column column)
                ? Optional.of(GroupKey.ofColumn(slot, column, budget))
                : Optional.empty();
    }

    private Accumulator accumulator(CheckedExpr.Aggregate aggregate) {
        Cell argument = aggregate.argument() instanceof CheckedExpr.NodeValue
                ? new Cell.Constant(true)
                : conditions.cell(aggregate.argument(), scope);
        AggregateFunction function = aggregate.function();
        return switch (function) {
            case COUNT -> new Accumulator.Count(argument);
            case SUM, AVG -> new Accumulator.Sum(argument, function == AggregateFunction.AVG);
            case MIN, MAX ->
                argument instanceof Cell.InColumn(int slot, Column column)
                        ? new Accumulator.ExtremeRow(slot, column, function == AggregateFunction.MAX)
                        : new Accumulator.Extreme(
                                representation(argument, aggregate), function == AggregateFunction.MAX);
        };
    }

    private static Cell representation(Cell argument, CheckedExpr.Aggregate aggregate) {
        return argument instanceof Cell.Constant(Object value)
                ? new Cell.Constant(Representations.of(type(aggregate.argument()), value))
                : argument;
    }

    private List<Output> outputs(TupleStore store) {
        return outputs(store, Map.of());
    }

    private List<Output> outputs(TupleStore store, Map<Integer, Accumulator> aggregates) {
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < query.projections().size(); i++) {
            outputs.add(output(query.projections().get(i), store, aggregates.get(i)));
        }
        return outputs;
    }

    private Output output(CheckedExpr expr, TupleStore store, @Nullable Accumulator aggregate) {
        if (aggregate != null && expr instanceof CheckedExpr.Aggregate(var _, CheckedExpr argument)) {
            return Output.ofAggregate(aggregate, type(argument));
        }
        return switch (expr) {
            case CheckedExpr.Fixed fixed -> {
                Object value = values.of(fixed);
                yield Output.ofConstant(
                        Output.json(fixed.type(), value == null ? null : Representations.of(fixed.type(), value)));
            }
            case CheckedExpr.NodeValue node ->
                Output.ofNode(store, scope.slot(node.variable().name()), node.nodeType(), view);
            case CheckedExpr.NodeProperty p ->
                Output.ofColumn(
                        store,
                        scope.slot(p.variable().name()),
                        view.column(p.variable().type(), p.property()),
                        p.type());
            case CheckedExpr.EdgeProperty p ->
                Output.ofColumn(
                        store,
                        scope.slot(p.variable().name()),
                        view.column(p.variable().type(), p.property()),
                        p.type());
            case CheckedExpr.TextMatch test ->
                Output.ofSet(store, scope.slot(test.field().variable().name()), search.matches(test));
            case CheckedExpr.Rank rank ->
                Output.ofRank(store, scope.slot(rank.ranked().name()), ranks(rank));
            case CheckedExpr.Aggregate _ -> throw new IllegalStateException("an aggregate without accumulator");
        };
    }

    private static ValueType type(CheckedExpr expr) {
        return switch (expr) {
            case CheckedExpr.Fixed fixed -> fixed.type();
            case CheckedExpr.NodeProperty p -> p.type();
            case CheckedExpr.EdgeProperty p -> p.type();
            case CheckedExpr.TextMatch _ -> new ValueType.Scalar(ScalarType.BOOL);
            case CheckedExpr.Rank _, CheckedExpr.Aggregate _ -> new ValueType.Scalar(ScalarType.F64);
            // Only counted.
            case CheckedExpr.NodeValue _ -> new ValueType.Scalar(ScalarType.STRING);
        };
    }

    private int[] limited(int[] sorted) {
        return query.hasLimit() && query.limit() < sorted.length ? Arrays.copyOf(sorted, (int) query.limit()) : sorted;
    }

    private ReadRows rows(int[] indices, List<String> names, List<Output> outputs) {
        return new ReadRows(indices, names, outputs, budget);
    }
}

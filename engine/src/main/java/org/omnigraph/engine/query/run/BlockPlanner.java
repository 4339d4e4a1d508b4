package org.omnigraph.engine.query.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.omnigraph.catalog.query.ast.Operator;
import org.omnigraph.catalog.query.checked.CheckedTraversal;
import org.omnigraph.catalog.query.checked.Condition;
import org.omnigraph.catalog.query.checked.EdgeVariable;
import org.omnigraph.catalog.query.checked.MatchBlock;
import org.omnigraph.catalog.query.checked.NodeVariable;
import org.omnigraph.engine.query.budget.QueryBudget;
import org.omnigraph.engine.query.view.GraphView;

/// Turns a block into stages, greedily: whatever only tests comes as soon as its variables are bound; then look-ups
/// by key, then the traversal with the smallest fan-out, then the scan with the fewest expected nodes. The order
/// changes cost, never the result (query-language.md §5).
final class BlockPlanner {
    private final GraphView view;
    private final ConditionCompiler conditions;
    private final FixedValues values;
    private final QueryBudget budget;
    private final int width;
    private final IdentityHashMap<Condition, Set<String>> mentions = new IdentityHashMap<>();
    private final IdentityHashMap<MatchBlock, Set<String>> outers = new IdentityHashMap<>();
    private final IdentityHashMap<CheckedTraversal, Map<Boolean, Double>> fanOuts = new IdentityHashMap<>();
    private int slotsGiven;

    /// @param width the slots of the whole query, see [#slotsOf]
    BlockPlanner(GraphView view, ConditionCompiler conditions, FixedValues values, QueryBudget budget, int width) {
        this.view = view;
        this.conditions = conditions;
        this.values = values;
        this.budget = budget;
        this.width = width;
    }

    /// How many slots a block needs, with all inside it: one per variable and one for each `not`.
    static int slotsOf(MatchBlock block) {
        int slots = block.nodes().size() + block.edges().size();
        for (MatchBlock inner : block.negations()) {
            slots += 1 + slotsOf(inner);
        }
        return slots;
    }

    /// The stages of the outermost block.
    ///
    /// @param scope takes the slots of the block's variables
    /// @param extra further conditions on single variables, by variable
    Stage plan(MatchBlock block, Scope scope, Map<String, Predicate> extra, Stage sink) {
        return new Block(block, scope, new LinkedHashSet<>(), Matched.NEVER, extra).build(sink);
    }

    /// Gives the variables of a block their slots.
    void declare(MatchBlock block, Scope scope) {
        for (NodeVariable node : block.nodes()) {
            scope.declare(node.name(), slotsGiven++);
        }
        for (EdgeVariable edge : block.edges()) {
            scope.declare(edge.name(), slotsGiven++);
        }
    }

    /// One block while it is planned.
    private final class Block {
        private final Scope scope;
        private final Set<Integer> bound;
        private final Matched matched;
        private final Map<String, Predicate> extra;
        private final List<NodeVariable> unbound;
        private final List<CheckedTraversal> traversals;
        private final List<Condition> pending;
        private final List<MatchBlock> negations;
        private final Map<String, Access> accesses = new HashMap<>();
        private final List<UnaryOperator<Stage>> steps = new ArrayList<>();
        private final Map<String, List<Condition>> own = new HashMap<>();

        Block(MatchBlock block, Scope scope, Set<Integer> bound, Matched matched, Map<String, Predicate> extra) {
            this.scope = scope;
            this.bound = bound;
            this.matched = matched;
            this.extra = extra;
            this.unbound = new ArrayList<>(block.nodes());
            this.traversals = new ArrayList<>(block.traversals());
            this.pending = new ArrayList<>(block.conditions());
            this.negations = new ArrayList<>(block.negations());
            for (Condition condition : pending) {
                Set<String> names = mentions(condition);
                if (names.size() == 1) {
                    own.computeIfAbsent(names.iterator().next(), name -> new ArrayList<>())
                            .add(condition);
                }
            }
            for (NodeVariable variable : block.nodes()) {
                budget.step();
                accesses.put(variable.name(), Access.of(variable, ownConditions(variable), values));
            }
        }

        Stage build(Stage sink) {
            settle();
            while (!unbound.isEmpty() || !traversals.isEmpty()) {
                budget.checkTime();
                bindNext();
                settle();
            }
            Stage stage = sink;
            for (UnaryOperator<Stage> step : steps.reversed()) {
                stage = step.apply(stage);
            }
            return stage;
        }

        /// Everything that only tests, as far as its variables are bound.
        private void settle() {
            boolean changed = true;
            while (changed) {
                budget.steps(1 + pending.size() + traversals.size() + negations.size());
                changed = testConditions() || testPairs() || bindEdgesBetween() || testNegations();
            }
        }

        private boolean testConditions() {
            List<Predicate> ready = new ArrayList<>();
            pending.removeIf(condition -> {
                boolean isReady = mentions(condition).stream().allMatch(this::isBound);
                if (isReady) {
                    ready.add(conditions.compile(condition, scope));
                }
                return isReady;
            });
            return filter(ready);
        }

        private boolean filter(List<Predicate> ready) {
            if (!ready.isEmpty()) {
                steps.add(next -> new FilterStage(ready, next));
            }
            return !ready.isEmpty();
        }

        private boolean testPairs() {
            List<Predicate> ready = new ArrayList<>();
            traversals.removeIf(traversal -> {
                boolean isReady = traversal.edgeVariableName().isEmpty()
                        && isBound(traversal.left().name())
                        && isBound(traversal.right().name());
                if (isReady) {
                    ready.add(new PairTest(
                            walk(traversal, false),
                            scope.slot(traversal.left().name()),
                            scope.slot(traversal.right().name()),
                            budget));
                }
                return isReady;
            });
            return filter(ready);
        }

        private boolean bindEdgesBetween() {
            for (CheckedTraversal traversal : traversals) {
                if (isBound(traversal.left().name())
                        && isBound(traversal.right().name())) {
                    traversals.remove(traversal);
                    int left = scope.slot(traversal.left().name());
                    int right = scope.slot(traversal.right().name());
                    int edge = scope.slot(traversal.edgeVariableName());
                    Frame frame = frame(edge);
                    steps.add(next -> new EdgeStages.Between(
                            frame, view.edges(traversal.edge()), way(traversal), left, right, edge, next));
                    return true;
                }
            }
            return false;
        }

        private boolean testNegations() {
            for (MatchBlock negation : negations) {
                if (outer(negation).stream().allMatch(this::isBound)) {
                    negations.remove(negation);
                    steps.add(negation(negation));
                    return true;
                }
            }
            return false;
        }

        private UnaryOperator<Stage> negation(MatchBlock block) {
            int[] carried = slots(bound);
            Matched inside = new Matched(slotsGiven++);
            Scope innerScope = scope.inner();
            declare(block, innerScope);
            Set<Integer> innerBound = new LinkedHashSet<>(bound);
            innerBound.add(inside.originSlot());
            Stage stages = new Block(block, innerScope, innerBound, inside, Map.of()).build(new NotStage.Found(inside));
            return next -> new NotStage(stages, inside, width, carried, budget, next);
        }

        private void bindNext() {
            for (NodeVariable variable : unbound) {
                if (access(variable).byId()) {
                    scan(variable);
                    return;
                }
            }
            CheckedTraversal best = null;
            double bestFanOut = Double.MAX_VALUE;
            for (CheckedTraversal traversal : traversals) {
                boolean fromLeft = isBound(traversal.left().name());
                if (fromLeft || isBound(traversal.right().name())) {
                    double fanOut =
                            fanOut(traversal, fromLeft) * selectivity(fromLeft ? traversal.right() : traversal.left());
                    if (fanOut < bestFanOut) {
                        bestFanOut = fanOut;
                        best = traversal;
                    }
                }
            }
            if (best != null) {
                expand(best);
                return;
            }
            NodeVariable start = unbound.getFirst();
            for (NodeVariable variable : unbound) {
                if (view.rows(variable.type()) * selectivity(variable) < view.rows(start.type()) * selectivity(start)) {
                    start = variable;
                }
            }
            scan(start);
        }

        private void scan(NodeVariable variable) {
            unbound.remove(variable);
            Access access = access(variable);
            pending.removeAll(access.settled());
            List<Condition> rest = new ArrayList<>(ownConditions(variable));
            rest.removeAll(access.settled());
            pending.removeAll(rest);
            int slot = scope.slot(variable.name());
            List<Predicate> predicates = new ArrayList<>(
                    rest.stream().map(c -> conditions.compile(c, scope)).toList());
            if (extra.containsKey(variable.name())) {
                predicates.add(extra.get(variable.name()));
            }
            Frame frame = frame(slot);
            long most = access.byId() ? 1 : view.rows(variable.type());
            budget.useBytes(8L * most);
            int[] candidates = select(access.rows(view), slot, predicates);
            budget.releaseBytes(8L * most - 4L * candidates.length);
            int[] chosen = candidates.length > 1 && isExistential(variable) ? new int[] {candidates[0]} : candidates;
            steps.add(next -> new ScanStage(frame, slot, chosen, next));
        }

        private int[] select(int[] rows, int slot, List<Predicate> predicates) {
            if (predicates.isEmpty()) {
                return rows;
            }
            int[][] tuple = new int[width][];
            Arrays.fill(tuple, new int[0]);
            tuple[slot] = rows;
            int kept = 0;
            for (int i = 0; i < rows.length; i++) {
                budget.step();
                boolean holds = true;
                for (Predicate predicate : predicates) {
                    if (!predicate.test(tuple, i)) {
                        holds = false;
                        break;
                    }
                }
                if (holds) {
                    rows[kept++] = rows[i];
                }
            }
            budget.useRows(rows.length);
            return Arrays.copyOf(rows, kept);
        }

        private void expand(CheckedTraversal traversal) {
            traversals.remove(traversal);
            boolean fromLeft = isBound(traversal.left().name());
            NodeVariable target = fromLeft ? traversal.right() : traversal.left();
            int from = scope.slot((fromLeft ? traversal.left() : traversal.right()).name());
            int to = scope.slot(target.name());
            unbound.remove(target);
            if (traversal.edgeVariableName().isEmpty()) {
                Walk walk = walk(traversal, !fromLeft);
                boolean firstOnly = isExistential(target);
                Frame frame = frame(to);
                steps.add(next -> new ExpandStage(frame, walk, from, to, firstOnly, next));
            } else {
                Walk.Way way = fromLeft ? way(traversal) : way(traversal).reverse();
                int edge = scope.slot(traversal.edgeVariableName());
                Frame frame = frame(to, edge);
                steps.add(
                        next -> new EdgeStages.Expand(frame, view.edges(traversal.edge()), way, from, edge, to, next));
            }
            Predicate test = extra.get(target.name());
            if (test != null) {
                filter(List.of(test));
            }
        }

        /// Inside a `not` block, whether it does not matter which node the variable stands for: nothing that is still
        /// to come mentions it.
        private boolean isExistential(NodeVariable variable) {
            String name = variable.name();
            return matched.isInside()
                    && traversals.stream().noneMatch(t -> isMentioned(name, t))
                    && pending.stream().noneMatch(c -> mentions(c).contains(name))
                    && negations.stream().noneMatch(n -> outer(n).contains(name));
        }

        private List<Condition> ownConditions(NodeVariable variable) {
            return own.getOrDefault(variable.name(), List.of());
        }

        private Access access(NodeVariable variable) {
            Access access = accesses.get(variable.name());
            if (access == null) {
                throw new IllegalStateException("$" + variable.name() + " belongs to another block");
            }
            return access;
        }

        /// A rough guess at the share of a type's nodes that a variable's own conditions keep.
        private double selectivity(NodeVariable variable) {
            double share = 1;
            for (Condition condition : ownConditions(variable)) {
                share *= switch (condition) {
                    case Condition.Comparison c -> c.operator() == Operator.EQ ? 0.05 : 0.4;
                    case Condition.ListContains _ -> 0.1;
                    case Condition.SubstringTest _, Condition.PrefixTest _, Condition.TextHolds _ -> 0.1;
                };
            }
            return extra.containsKey(variable.name()) ? share * 0.1 : share;
        }

        private double fanOut(CheckedTraversal traversal, boolean fromLeft) {
            if (traversal.edgeVariableName().isEmpty()) {
                return fanOuts.computeIfAbsent(traversal, t -> new HashMap<>())
                        .computeIfAbsent(
                                fromLeft, left -> walk(traversal, !left).fanOut());
            }
            NodeVariable start = fromLeft ? traversal.left() : traversal.right();
            return (double) view.rows(traversal.edge()) / Math.max(1, view.rows(start.type()));
        }

        private boolean isBound(String variable) {
            return bound.contains(scope.slot(variable));
        }

        private Frame frame(int... binds) {
            int[] carried = slots(bound);
            for (int slot : binds) {
                bound.add(slot);
            }
            return new Frame(width, carried, slots(bound), matched, budget);
        }
    }

    /// Asked for again and again while a block is planned, so worked out once.
    private Set<String> mentions(Condition condition) {
        return mentions.computeIfAbsent(condition, Mentions::of);
    }

    private Set<String> outer(MatchBlock block) {
        return outers.computeIfAbsent(block, Mentions::outer);
    }

    private static boolean isMentioned(String name, CheckedTraversal traversal) {
        return traversal.left().name().equals(name)
                || traversal.right().name().equals(name)
                || traversal.edgeVariableName().equals(name);
    }

    private Walk walk(CheckedTraversal t, boolean reversed) {
        return Walk.of(view.adjacency(t.edge()), t.edge(), way(t), t.minHops(), t.maxHops(), reversed);
    }

    private static Walk.Way way(CheckedTraversal traversal) {
        return switch (traversal.direction()) {
            case FORWARD -> Walk.Way.FORWARD;
            case BACKWARD -> Walk.Way.BACKWARD;
            case UNDIRECTED -> Walk.Way.BOTH;
        };
    }

    private static int[] slots(Set<Integer> slots) {
        return slots.stream().mapToInt(Integer::intValue).toArray();
    }
}

package org.omnigraph.catalog.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.lexing.Suggestion;
import org.omnigraph.catalog.query.ast.Body;
import org.omnigraph.catalog.query.ast.Expr;
import org.omnigraph.catalog.query.ast.Ordering;
import org.omnigraph.catalog.query.ast.Projection;
import org.omnigraph.catalog.query.checked.CheckedExpr;
import org.omnigraph.catalog.query.checked.OrderKey;
import org.omnigraph.catalog.schema.ValueType;

/// Resolves sort keys (T6, T9, T17, T18, T21).
final class OrderChecker {
    private final CheckReport report;
    private final ExpressionChecker expressions;
    private final List<Optional<CheckedExpr>> projections;
    private final Map<String, Integer> aliases = new HashMap<>();
    private final boolean aggregated;
    private final Body.Read read;

    /// @param projections the checked projections, empty where one is in error
    OrderChecker(
            CheckReport report,
            ExpressionChecker expressions,
            Body.Read read,
            List<Optional<CheckedExpr>> projections,
            boolean aggregated) {
        this.report = report;
        this.expressions = expressions;
        this.read = read;
        this.projections = List.copyOf(projections);
        this.aggregated = aggregated;
        List<Projection> written = read.projections();
        for (int i = 0; i < written.size(); i++) {
            if (written.get(i).alias().isPresent()) {
                aliases.putIfAbsent(written.get(i).alias().text(), i);
            }
        }
    }

    List<OrderKey> check(BlockScope scope) {
        List<OrderKey> keys = new ArrayList<>();
        List<Ordering> ordering = read.ordering();
        for (int i = 0; i < ordering.size(); i++) {
            key(ordering.get(i), i == 0, scope).ifPresent(keys::add);
        }
        if (keys.size() == ordering.size() && !keys.isEmpty() && keys.getFirst() instanceof OrderKey.ByRank first) {
            checkRanked(first, ordering);
        }
        return keys;
    }

    private void checkRanked(OrderKey.ByRank first, List<Ordering> ordering) {
        Span span = ordering.getFirst().span();
        switch (first.rank()) {
            case CheckedExpr.Nearest _ -> {
                if (!read.hasLimit()) {
                    report.broken(
                            TypeRule.T17, span, "Ordering by `nearest` needs a limit.", "Add for example `limit 10`.");
                }
                ordering.stream()
                        .skip(1)
                        .filter(key -> key.expr() instanceof Expr.AliasRef)
                        .findFirst()
                        .ifPresent(key -> report.broken(
                                TypeRule.T18,
                                key.span(),
                                "No alias can be a further key beside `nearest`.",
                                "Use a property: `$x.name`."));
            }
            case CheckedExpr.Rrf _ -> {
                if (!read.hasLimit()) {
                    report.broken(
                            TypeRule.T21, span, "Ordering by `rrf` needs a limit.", "Add for example `limit 10`.");
                }
            }
            case CheckedExpr.Bm25 _ -> {
                // Needs no limit.
            }
        }
    }

    private Optional<OrderKey> key(Ordering ordering, boolean first, BlockScope scope) {
        boolean descending = ordering.direction() == Ordering.Direction.DESC;
        return switch (ordering.expr()) {
            case Expr.AliasRef ref -> alias(ref, descending, first);
            case Expr.PropertyRef ref -> property(ref, descending, scope);
            case Expr.Nearest _, Expr.Bm25 _, Expr.Rrf _ -> rank(ordering.expr(), first, scope);
            case Expr.Aggregate aggregate -> {
                expressions.check(aggregate, scope, ExpressionChecker.Place.ORDER);
                yield Optional.empty();
            }
            case Expr.VariableRef _, Expr.LiteralExpr _, Expr.Now _, Expr.TextCall _ -> {
                if (expressions
                        .check(ordering.expr(), scope, ExpressionChecker.Place.ORDER)
                        .isPresent()) {
                    report.broken(
                            TypeRule.T18,
                            ordering.expr().span(),
                            "A sort key is a property, an alias of `return`, or a rank.",
                            "Return it with an alias and order by that.");
                }
                yield Optional.empty();
            }
        };
    }

    private Optional<OrderKey> alias(Expr.AliasRef ref, boolean descending, boolean first) {
        Integer index = aliases.get(ref.alias().text());
        if (index == null) {
            report.broken(
                    TypeRule.T6,
                    ref.span(),
                    "`return` has no alias `" + ref.alias().text() + "`.",
                    Suggestion.nearest(ref.alias().text(), aliases.keySet())
                            .map(name -> "Did you mean `" + name + "`?")
                            .orElse("Name a projection: `… as " + ref.alias().text() + "`."));
            return Optional.empty();
        }
        Optional<CheckedExpr> projection = projections.get(index);
        if (projection.isEmpty()) {
            return Optional.empty();
        }
        if (projection.get() instanceof CheckedExpr.Rank rank) {
            return rankAlias(ref, rank, index, descending, first);
        }
        if (!sortable(projection.get(), ref)) {
            return Optional.empty();
        }
        return Optional.of(new OrderKey.ByColumn(index, descending));
    }

    private Optional<OrderKey> rankAlias(
            Expr.AliasRef ref, CheckedExpr.Rank rank, int index, boolean descending, boolean first) {
        if (first) {
            return Optional.of(new OrderKey.ByRank(rank, descending));
        }
        return switch (rank) {
            case CheckedExpr.Bm25 _ -> Optional.of(new OrderKey.ByColumn(index, descending));
            case CheckedExpr.Nearest _, CheckedExpr.Rrf _ -> {
                notFirst(ref.span());
                yield Optional.empty();
            }
        };
    }

    private void notFirst(Span span) {
        report.broken(
                TypeRule.T18,
                span,
                "A rank can only be the first sort key, and the only one.",
                "Move it to the front.");
    }

    private Optional<OrderKey> property(Expr.PropertyRef ref, boolean descending, BlockScope scope) {
        Optional<CheckedExpr> property = expressions.check(ref, scope, ExpressionChecker.Place.ORDER);
        if (property.isEmpty() || !sortable(property.get(), ref)) {
            return Optional.empty();
        }
        if (aggregated && !projections.contains(property)) {
            report.broken(
                    TypeRule.T9,
                    ref.span(),
                    "An aggregate query can order by its group keys and aliases only.",
                    "Add `" + ref.variable() + "." + ref.property().text() + "` to `return`, or order by an alias.");
            return Optional.empty();
        }
        return Optional.of(new OrderKey.ByProperty(property.get(), descending));
    }

    private Optional<OrderKey> rank(Expr expr, boolean first, BlockScope scope) {
        Optional<CheckedExpr> checked = expressions.check(expr, scope, ExpressionChecker.Place.ORDER);
        if (aggregated) {
            report.broken(TypeRule.T18, expr.span(), "An aggregate query cannot order by a rank.");
            return Optional.empty();
        }
        if (!first) {
            notFirst(expr.span());
            return Optional.empty();
        }
        return checked.map(c -> new OrderKey.ByRank((CheckedExpr.Rank) c, !(c instanceof CheckedExpr.Nearest)));
    }

    private boolean sortable(CheckedExpr expr, Expr written) {
        Optional<ValueType> type = expr.valueType();
        if (type.filter(Compatibility::comparable).isPresent()) {
            return true;
        }
        report.broken(
                TypeRule.T18,
                written.span(),
                "Rows cannot be ordered by " + type.map(t -> "a `" + t + "`").orElse("a whole node") + ".");
        return false;
    }
}

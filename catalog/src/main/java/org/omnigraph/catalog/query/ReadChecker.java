package org.omnigraph.catalog.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnigraph.catalog.query.ast.Body;
import org.omnigraph.catalog.query.ast.Expr;
import org.omnigraph.catalog.query.ast.Projection;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.catalog.query.checked.CheckedExpr;
import org.omnigraph.catalog.query.checked.CheckedQuery;
import org.omnigraph.catalog.query.checked.CheckedRead;
import org.omnigraph.catalog.query.checked.MatchBlock;
import org.omnigraph.catalog.query.checked.OrderKey;
import org.omnigraph.catalog.query.checked.ResultColumn;

/// Checks a read query: `match`, then `return` (T9, T21, T24, T25), then `order`.
final class ReadChecker {
    private final CheckReport report;
    private final Parameters parameters;
    private final ExpressionChecker expressions;
    private final MatchChecker matches;
    private final TypeUses reads = new TypeUses();

    ReadChecker(SchemaIndex schema, CheckReport report, Parameters parameters) {
        this.report = report;
        this.parameters = parameters;
        this.expressions = new ExpressionChecker(schema, report, parameters);
        this.matches = new MatchChecker(schema, report, parameters, expressions, reads);
    }

    /// The checked query; nothing if anything was reported.
    Optional<CheckedQuery> check(QueryDecl query, Body.Read read) {
        BlockScope scope = BlockScope.outermost();
        MatchBlock match = matches.block(read.match(), scope);
        boolean aggregated = read.projections().stream().anyMatch(p -> p.expr() instanceof Expr.Aggregate);
        List<Optional<CheckedExpr>> projections = new ArrayList<>();
        for (Projection projection : read.projections()) {
            projections.add(report.giveUp() ? Optional.empty() : projection(projection, aggregated, scope));
        }
        List<String> names = columnNames(read.projections());
        List<OrderKey> order = new OrderChecker(report, expressions, read, projections, aggregated).check(scope);
        checkProjectedRrf(read.projections(), projections, order);
        if (!report.isEmpty()) {
            return Optional.empty();
        }
        List<CheckedExpr> checked =
                projections.stream().map(Optional::orElseThrow).toList();
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 0; i < checked.size(); i++) {
            columns.add(Columns.of(names.get(i), checked.get(i)));
        }
        return Optional.of(new CheckedRead(
                query.name().text(),
                parameters.declared(),
                match,
                checked,
                aggregated,
                order,
                read.limit(),
                columns,
                reads.sorted()));
    }

    private Optional<CheckedExpr> projection(Projection projection, boolean aggregated, BlockScope scope) {
        Optional<CheckedExpr> checked = expressions.check(projection.expr(), scope, ExpressionChecker.Place.PROJECTION);
        boolean groups = projection.expr() instanceof Expr.Aggregate
                || projection.expr() instanceof Expr.PropertyRef
                || projection.expr() instanceof Expr.VariableRef;
        if (checked.isPresent() && aggregated && !groups) {
            report.broken(
                    TypeRule.T9,
                    projection.span(),
                    "Beside an aggregate, `return` takes only properties and variables: they are the group keys.",
                    "Remove it, or return the rows in a query of their own.");
            return Optional.empty();
        }
        return checked;
    }

    private List<String> columnNames(List<Projection> projections) {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Projection projection : projections) {
            String name = Columns.name(projection);
            names.add(name);
            if (!seen.add(name)) {
                report.broken(
                        TypeRule.T25,
                        projection.span(),
                        "Two result columns are named `" + name + "`.",
                        "Give one of them another alias: `… as name`.");
            }
        }
        return names;
    }

    /// A fused score exists only for the ranking that the rows are ordered by (query-language.md §8.6).
    private void checkProjectedRrf(
            List<Projection> written, List<Optional<CheckedExpr>> projections, List<OrderKey> order) {
        for (int i = 0; i < written.size(); i++) {
            if (projections.get(i).orElse(null) instanceof CheckedExpr.Rrf projected
                    && report.isEmpty()
                    && !(!order.isEmpty()
                            && order.getFirst() instanceof OrderKey.ByRank(CheckedExpr.Rank rank, boolean _)
                            && rank.equals(projected))) {
                report.broken(
                        TypeRule.T21,
                        written.get(i).span(),
                        "A projected `rrf` must be what `order` ranks by.",
                        "Give it an alias and write `order { alias desc }`.");
            }
        }
    }
}

package org.omnigraph.catalog.query.checked;

import java.util.List;
import org.omnigraph.catalog.query.ast.Body;
import org.omnigraph.catalog.query.ast.Param;

/// A checked read query.
///
/// @param match what the assignments must satisfy; node and edge variables of `return` and `order` are its own
/// @param projections in source order, one per column
/// @param aggregated true if any projection is an aggregate; then each other projection is a
/// [CheckedExpr.NodeProperty], [CheckedExpr.EdgeProperty], [CheckedExpr.NodeValue] or [CheckedExpr.ParameterValue],
/// and together they are the group keys
/// @param order sort keys, the first deciding; an [OrderKey.ByRank] can only be the first and then chooses the rows
/// too (query-language.md §8.3-§8.6); after the last key the tie-break of §7.22 applies
/// @param limit [org.omnigraph.catalog.query.ast.Body.Read#NO_LIMIT] without `limit`; present whenever the order
/// ranks by `nearest` or `rrf`
public record CheckedRead(
        String name,
        List<Param> parameters,
        MatchBlock match,
        List<CheckedExpr> projections,
        boolean aggregated,
        List<OrderKey> order,
        long limit,
        List<ResultColumn> columns,
        List<TypeUse> reads)
        implements CheckedQuery {
    public CheckedRead {
        parameters = List.copyOf(parameters);
        projections = List.copyOf(projections);
        order = List.copyOf(order);
        columns = List.copyOf(columns);
        reads = List.copyOf(reads);
    }

    @Override
    public List<TypeUse> writes() {
        return List.of();
    }

    public boolean hasLimit() {
        return limit != Body.Read.NO_LIMIT;
    }

    /// Indices of the projections that are group keys; empty if the query is not aggregated.
    public List<Integer> groupKeys() {
        if (!aggregated) {
            return List.of();
        }
        return java.util.stream.IntStream.range(0, projections.size())
                .filter(i -> !(projections.get(i) instanceof CheckedExpr.Aggregate))
                .boxed()
                .toList();
    }
}

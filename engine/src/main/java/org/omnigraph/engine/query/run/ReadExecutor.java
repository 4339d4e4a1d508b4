package org.omnigraph.engine.query.run;

import java.util.List;
import org.omnigraph.catalog.query.checked.CheckedRead;
import org.omnigraph.catalog.query.checked.ResultColumn;
import org.omnigraph.engine.index.EmbeddingProvider;
import org.omnigraph.engine.query.budget.QueryBudget;
import org.omnigraph.engine.query.view.GraphView;

/// Runs checked read queries on graph views (query-language.md §7, §8). Stateless.
public final class ReadExecutor {
    private final EmbeddingProvider embeddings;

    public ReadExecutor(EmbeddingProvider embeddings) {
        this.embeddings = embeddings;
    }

    /// The rows of a query, matched and ordered, with the columns in projection order.
    ///
    /// @throws org.omnigraph.engine.api.GraphException with `ResourceLimit` where the budget ends, `BadRequest` for
    /// an argument of a search function that cannot be used
    public ReadRows run(CheckedRead query, FixedValues values, GraphView view, QueryBudget budget) {
        if (query.limit() == 0) {
            return new ReadRows(new int[0], List.of(), List.of(), budget);
        }
        Preparation.load(query, view);
        List<String> names = query.columns().stream().map(ResultColumn::name).toList();
        ReadPlan plan = new ReadPlan(query, values, view, budget, embeddings);
        return query.aggregated() ? plan.runAggregated(names) : plan.runPlain(names);
    }
}

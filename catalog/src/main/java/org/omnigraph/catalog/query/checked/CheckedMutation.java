package org.omnigraph.catalog.query.checked;

import java.util.List;
import org.omnigraph.catalog.query.ast.Param;

/// A checked mutation query: statements run in order and form one commit. Holds inserts and updates, or deletes,
/// never both.
public record CheckedMutation(
        String name,
        List<Param> parameters,
        List<CheckedStatement> statements,
        List<TypeUse> reads,
        List<TypeUse> writes)
        implements CheckedQuery {
    public CheckedMutation {
        parameters = List.copyOf(parameters);
        statements = List.copyOf(statements);
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
    }

    @Override
    public List<ResultColumn> columns() {
        return List.of();
    }

    /// True if all statements are inserts; such a query is retried on a moved head (query-language.md §9.10).
    public boolean isInsertOnly() {
        return statements.stream()
                .allMatch(s -> s instanceof CheckedStatement.InsertNode || s instanceof CheckedStatement.InsertEdge);
    }
}

package org.omnigraph.catalog.query;

import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.catalog.schema.SchemaModel;

/// Type-checks queries against one schema (query-language.md §5). Immutable; make one per schema and share it.
public final class QueryChecker {
    private final SchemaModel schema;

    public QueryChecker(SchemaModel schema) {
        this.schema = schema;
    }

    /// Checks one query and reports every error in it.
    @SuppressWarnings("DoNotCallSuggester")
    public CheckResult check(QueryDecl query) {
        throw new UnsupportedOperationException("lands next: " + query.name() + schema.digest());
    }

    /// Checks one query against a schema; for many queries make a checker.
    public static CheckResult check(QueryDecl query, SchemaModel schema) {
        return new QueryChecker(schema).check(query);
    }
}

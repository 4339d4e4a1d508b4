package org.omnigraph.catalog.query;

import java.util.Optional;
import org.omnigraph.catalog.query.ast.Body;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.catalog.query.checked.CheckedQuery;
import org.omnigraph.catalog.schema.SchemaModel;

/// Type-checks queries against one schema (query-language.md §5). Immutable; make one per schema and share it.
public final class QueryChecker {
    private final SchemaIndex schema;

    public QueryChecker(SchemaModel schema) {
        this.schema = new SchemaIndex(schema);
    }

    /// Checks one query and reports every error in it. Time is linear in the query.
    public CheckResult check(QueryDecl query) {
        CheckReport report = new CheckReport(query);
        QueryBounds.check(query, report);
        if (!report.isEmpty()) {
            return CheckResult.failed(report.diagnostics());
        }
        Parameters parameters = new Parameters(query.params(), report);
        Optional<CheckedQuery> checked = switch (query.body()) {
            case Body.Read read -> new ReadChecker(schema, report, parameters).check(query, read);
            case Body.Write write -> new MutationChecker(schema, report, parameters).check(query, write);
        };
        return checked.map(CheckResult::checked).orElseGet(() -> CheckResult.failed(report.diagnostics()));
    }

    /// Checks one query against a schema; for many queries make a checker.
    public static CheckResult check(QueryDecl query, SchemaModel schema) {
        return new QueryChecker(schema).check(query);
    }
}

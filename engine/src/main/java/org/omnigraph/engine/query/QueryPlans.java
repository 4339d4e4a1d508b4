package org.omnigraph.engine.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.catalog.query.CheckResult;
import org.omnigraph.catalog.query.ParseResult;
import org.omnigraph.catalog.query.QueryChecker;
import org.omnigraph.catalog.query.QueryParser;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.catalog.query.ast.QueryFile;
import org.omnigraph.catalog.query.checked.CheckedQuery;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Sources to checked queries, which are the logical plans; kept by the digest of the source, the query's name and
/// the digest of the schema, so that a stored query is parsed and checked once.
final class QueryPlans {
    private static final int KEPT_MAX = 4096;

    private final Cache<Key, CheckedQuery> plans =
            Caffeine.newBuilder().maximumSize(KEPT_MAX).build();

    /// The query of this name in a source, or its only one.
    ///
    /// @throws GraphException with `Invalid` if it does not parse or check, `NotFound` or `BadRequest` if there is
    /// no such query or no way to choose
    CheckedQuery plan(String source, String name, SchemaModel schema) {
        Key key = new Key(ContentDigest.of(source.getBytes(StandardCharsets.UTF_8)), name, schema.digest());
        CheckedQuery known = plans.getIfPresent(key);
        if (known == null) {
            known = check(choose(parse(source), name), schema);
            plans.put(key, known);
        }
        return known;
    }

    private static QueryFile parse(String source) {
        ParseResult parsed = QueryParser.parse(source);
        return parsed.file().orElseThrow(() -> invalid(parsed.diagnostics()));
    }

    private static QueryDecl choose(QueryFile file, String name) {
        List<QueryDecl> queries = file.queries();
        if (!name.isEmpty()) {
            return file.query(name)
                    .orElseThrow(() -> new GraphException(
                            DiagnosticCode.QUERY_FAILED,
                            "the source declares no query `" + name + "`; it declares " + names(queries),
                            new GraphFailure.NotFound("query", name)));
        }
        if (queries.size() == 1) {
            return queries.getFirst();
        }
        String reason = queries.isEmpty()
                ? "the source declares no query"
                : "the source declares several queries (" + names(queries) + "); name the one to run";
        throw new GraphException(DiagnosticCode.QUERY_FAILED, reason, new GraphFailure.BadRequest(reason));
    }

    private static CheckedQuery check(QueryDecl query, SchemaModel schema) {
        CheckResult checked = QueryChecker.check(query, schema);
        return checked.query().orElseThrow(() -> invalid(checked.diagnostics()));
    }

    private static GraphException invalid(List<Diagnostic> diagnostics) {
        Diagnostic first = diagnostics.getFirst();
        String more = diagnostics.size() == 1 ? "" : " (and " + (diagnostics.size() - 1) + " more)";
        return new GraphException(first.code(), first.message() + more, new GraphFailure.Invalid(diagnostics));
    }

    private static String names(List<QueryDecl> queries) {
        return queries.stream().map(query -> "`" + query.name().text() + "`").collect(Collectors.joining(", "));
    }

    private record Key(ContentDigest source, String name, ContentDigest schema) {}
}

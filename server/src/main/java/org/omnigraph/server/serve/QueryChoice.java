package org.omnigraph.server.serve;

import java.util.List;
import java.util.Optional;
import org.omnigraph.catalog.query.ParseResult;
import org.omnigraph.catalog.query.QueryParser;
import org.omnigraph.catalog.query.ast.QueryDecl;

/// Which declaration of an ad-hoc source a request means.
final class QueryChoice {
    private QueryChoice() {}

    /// The declaration that `name` chooses, or the only one; 400 if there is no such thing.
    static QueryDecl of(String source, Optional<String> name) {
        ParseResult parsed = QueryParser.parse(source);
        if (parsed.file().isEmpty()) {
            throw ApiError.badRequest(GraphErrors.text(parsed.diagnostics())).exception();
        }
        List<QueryDecl> queries = parsed.file().get().queries();
        if (name.isPresent()) {
            return parsed.file()
                    .get()
                    .query(name.get())
                    .orElseThrow(() -> ApiError.badRequest("`query` declares no query named `" + name.get() + "`")
                            .exception());
        }
        if (queries.size() != 1) {
            throw ApiError.badRequest("`query` declares " + queries.size() + " queries; choose one with `name`")
                    .exception();
        }
        return queries.getFirst();
    }
}

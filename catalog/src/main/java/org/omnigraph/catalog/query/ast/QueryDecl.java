package org.omnigraph.catalog.query.ast;

import java.util.List;
import java.util.Optional;
import org.omnigraph.catalog.lexing.Span;

/// One declared query.
///
/// @param annotations `@description` and `@instruction` in source order, each at most once
/// @param source the file that it was parsed from, for positions
public record QueryDecl(
        Name name, List<Param> params, List<QueryAnnotation> annotations, Body body, Span span, QuerySource source) {
    public QueryDecl {
        params = List.copyOf(params);
        annotations = List.copyOf(annotations);
    }

    /// True if the query writes.
    public boolean isMutation() {
        return body instanceof Body.Write;
    }

    /// The text of `@description`, if given.
    public Optional<String> description() {
        return annotation(QueryAnnotation.Kind.DESCRIPTION);
    }

    private Optional<String> annotation(QueryAnnotation.Kind kind) {
        return annotations.stream()
                .filter(a -> a.kind() == kind)
                .map(QueryAnnotation::text)
                .findFirst();
    }

    /// The query as source text.
    @Override
    public String toString() {
        return QueryPrinter.print(this);
    }
}

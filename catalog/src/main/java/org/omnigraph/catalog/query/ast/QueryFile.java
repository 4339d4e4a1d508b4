package org.omnigraph.catalog.query.ast;

import java.util.List;
import java.util.Optional;

/// A parsed `.gq` file: its queries in source order, names distinct.
public record QueryFile(List<QueryDecl> queries) {
    public QueryFile {
        queries = List.copyOf(queries);
    }

    /// The query of this name, if the file declares one.
    public Optional<QueryDecl> query(String name) {
        return queries.stream().filter(q -> q.name().text().equals(name)).findFirst();
    }

    /// The file as source text; parsing it gives an equal tree.
    @Override
    public String toString() {
        return QueryPrinter.print(this);
    }
}

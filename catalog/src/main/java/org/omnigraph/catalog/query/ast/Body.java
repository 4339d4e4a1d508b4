package org.omnigraph.catalog.query.ast;

import java.util.List;

/// What a query does: read or write.
public sealed interface Body {

    /// `match { … } return { … } [order { … }] [limit N]`.
    ///
    /// @param match at least one clause
    /// @param projections at least one
    /// @param ordering empty without `order`
    /// @param limit [#NO_LIMIT] without `limit`
    record Read(List<Clause> match, List<Projection> projections, List<Ordering> ordering, long limit) implements Body {
        public static final long NO_LIMIT = -1;

        public Read {
            match = List.copyOf(match);
            projections = List.copyOf(projections);
            ordering = List.copyOf(ordering);
        }

        public boolean hasLimit() {
            return limit != NO_LIMIT;
        }
    }

    /// One or more mutations, run in order.
    record Write(List<Mutation> statements) implements Body {
        public Write {
            statements = List.copyOf(statements);
        }
    }
}

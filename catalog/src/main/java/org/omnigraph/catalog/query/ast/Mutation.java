package org.omnigraph.catalog.query.ast;

import java.util.List;
import org.omnigraph.catalog.lexing.Span;

/// One statement of a mutation query.
public sealed interface Mutation {
    Name type();

    Span span();

    /// `insert Type { p: v … }`, at least one assignment.
    record Insert(Name type, List<Assignment> assignments, Span span) implements Mutation {
        public Insert {
            assignments = List.copyOf(assignments);
        }
    }

    /// `update Type set { p: v … } where p op v`, at least one assignment.
    record Update(Name type, List<Assignment> assignments, Predicate predicate, Span span) implements Mutation {
        public Update {
            assignments = List.copyOf(assignments);
        }
    }

    /// `delete Type where p op v`.
    record Delete(Name type, Predicate predicate, Span span) implements Mutation {}

    /// `property: value`.
    record Assignment(Name property, Expr.Value value, Span span) {}

    /// `property op value`; the operator is a comparison.
    record Predicate(Name property, Operator operator, Expr.Value value, Span span) {}
}

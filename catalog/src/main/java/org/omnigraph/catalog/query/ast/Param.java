package org.omnigraph.catalog.query.ast;

import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.schema.ValueType;

/// A declared parameter (query-language.md §4).
///
/// @param type a scalar, a list or a Vector, never an enum; `[Blob]` parses and is refused by the checker (T25)
/// @param nullable whether null and absence are allowed (`?`)
public record Param(Variable variable, ValueType type, boolean nullable, Span span) {

    /// The name without `$`, as clients write it.
    public String name() {
        return variable.name();
    }

    /// The type as a query spells it, with `?` if nullable.
    public String spelling() {
        return type + (nullable ? "?" : "");
    }
}

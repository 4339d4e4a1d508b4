package org.omnigraph.catalog.query.ast;

import java.util.List;
import org.omnigraph.catalog.lexing.Span;

/// A literal value.
public sealed interface Literal {
    Span span();

    /// A string, unescaped.
    record StringLiteral(String value, Span span) implements Literal {}

    /// An integer of at most 63 bits and a sign.
    record IntegerLiteral(long value, Span span) implements Literal {}

    /// A number with a decimal point, rounded to F64; always finite.
    record FloatLiteral(double value, Span span) implements Literal {}

    /// `true` or `false`.
    record BoolLiteral(boolean value, Span span) implements Literal {}

    /// `date("…")`, in days since 1970-01-01.
    record DateLiteral(int epochDays, Span span) implements Literal {}

    /// `datetime("…")`, in milliseconds since the epoch.
    record DateTimeLiteral(long epochMillis, Span span) implements Literal {}

    /// `[a, b]`; the parser takes any literals inside, the checker refuses nested and mixed ones (T3).
    record ListLiteral(List<Literal> items, Span span) implements Literal {
        public ListLiteral {
            items = List.copyOf(items);
        }
    }
}

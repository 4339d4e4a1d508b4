package org.omnigraph.catalog.lexing;

/// A stretch of a source text in UTF-16 units, `end` exclusive. Where a thing stands is no part of what it is, so all
/// spans are equal: two syntax trees that differ in layout only are equal as records.
public record Span(int start, int end) {
    public static final Span NONE = new Span(0, 0);

    /// The stretch from the start of this one to the end of the other.
    public Span to(Span last) {
        return new Span(start, Math.max(end, last.end));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Span;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}

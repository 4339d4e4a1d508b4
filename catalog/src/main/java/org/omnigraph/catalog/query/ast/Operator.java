package org.omnigraph.catalog.query.ast;

/// The operators of filters and predicates. Predicates know only comparisons.
public enum Operator {
    EQ("="),
    NE("!="),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">="),
    CONTAINS("contains"),
    STARTS_WITH("starts_with");

    private final String spelling;

    Operator(String spelling) {
        this.spelling = spelling;
    }

    public String spelling() {
        return spelling;
    }

    /// True for all but `contains` and `starts_with`.
    public boolean isComparison() {
        return this != CONTAINS && this != STARTS_WITH;
    }
}

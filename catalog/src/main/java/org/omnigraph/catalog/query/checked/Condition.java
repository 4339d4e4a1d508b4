package org.omnigraph.catalog.query.checked;

import org.omnigraph.catalog.query.ast.Operator;

/// A test on one assignment. Unknown (a null on either side) counts as not true.
public sealed interface Condition {

    /// `left op right`, both scalars of the domain; the operator is a comparison. A test in binding braces on a
    /// scalar property is one with `EQ` and the property on the left.
    record Comparison(CheckedExpr left, Operator operator, CheckedExpr right, Domain domain) implements Condition {}

    /// Some item of `list` equals `item`, compared in the domain. `list` has a list type. Also a test in binding
    /// braces on a list property.
    record ListContains(CheckedExpr list, CheckedExpr item, Domain domain) implements Condition {}

    /// `text` contains `part` as an exact, case-sensitive substring; both are Strings.
    record SubstringTest(CheckedExpr text, CheckedExpr part) implements Condition {}

    /// `text` starts with exactly `prefix`; both are Strings.
    record PrefixTest(CheckedExpr text, CheckedExpr prefix) implements Condition {}

    /// The text test has this outcome. Stands for a lone text test and for its comparison with `true` or `false` by
    /// `=` or `!=`; any other comparison of a text test is a [Comparison].
    record TextHolds(CheckedExpr.TextMatch test, boolean expected) implements Condition {}
}

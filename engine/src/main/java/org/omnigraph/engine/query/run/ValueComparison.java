package org.omnigraph.engine.query.run;

import org.omnigraph.catalog.query.ast.Operator;
import org.omnigraph.catalog.query.checked.Domain;

/// Comparison of two boxed values, as filters compare (query-language.md §7.13, §7.14).
public final class ValueComparison {
    private ValueComparison() {}

    /// Whether the operator holds between the two.
    ///
    /// @param stored a property's value
    /// @param given a literal's or parameter's value
    public static boolean holds(Operator operator, Domain domain, Object stored, Object given) {
        Object comparable =
                domain == Domain.NUMBER_F32 && given instanceof Number number ? (Object) number.floatValue() : given;
        return ConditionCompiler.Outcome.of(operator).holds(ColumnOrder.compareBoxed(stored, comparable));
    }
}

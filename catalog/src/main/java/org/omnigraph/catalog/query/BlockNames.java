package org.omnigraph.catalog.query;

import org.omnigraph.catalog.query.ast.Variable;

/// Gives variables names that are unique in the whole query: those of `match` keep theirs, those of `not` blocks and
/// each `$_` get a number.
final class BlockNames {
    private int count;

    String of(Variable variable, BlockScope scope) {
        if (scope.isOutermost() && !variable.isAnonymous()) {
            return variable.name();
        }
        count++;
        return variable.name() + "#" + count;
    }
}

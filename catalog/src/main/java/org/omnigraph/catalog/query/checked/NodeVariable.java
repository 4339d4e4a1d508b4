package org.omnigraph.catalog.query.checked;

import org.omnigraph.catalog.schema.NodeType;

/// A node variable. The name is unique in the whole query: as written for a variable of `match`; followed by `#` and
/// a number for one that a `not` block introduces; and each `$_` has become a variable named `_#1`, `_#2` and so on.
public record NodeVariable(String name, NodeType type) {

    /// True for what was written `$_`.
    public boolean isAnonymous() {
        return name.startsWith("_#");
    }
}

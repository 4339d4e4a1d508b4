package org.omnigraph.catalog.query.checked;

import org.omnigraph.catalog.schema.NodeType;

/// A node variable. The name is unique in the whole query apart from `not` blocks that do not contain one another,
/// which may use one name twice; each `$_` has become a variable named `_#1`, `_#2` and so on.
public record NodeVariable(String name, NodeType type) {

    /// True for what was written `$_`.
    public boolean isAnonymous() {
        return name.indexOf('#') >= 0;
    }
}

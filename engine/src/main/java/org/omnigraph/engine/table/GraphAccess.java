package org.omnigraph.engine.table;

import org.omnigraph.engine.api.ReadTarget;

/// An open graph as the query executor sees it.
public interface GraphAccess {
    String graphId();

    /// The newest commit that the target sees.
    ///
    /// @throws org.omnigraph.engine.api.GraphException with `NotFound` for an unknown branch or commit
    GraphSnapshot snapshot(ReadTarget target);

    TableReader reader();

    GraphWriter writer();
}

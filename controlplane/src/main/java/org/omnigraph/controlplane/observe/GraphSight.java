package org.omnigraph.controlplane.observe;

import java.util.List;

/// What was seen at a graph's root.
public sealed interface GraphSight {

    /// Nothing is there.
    record Absent() implements GraphSight {}

    /// Files, but no committed graph; `incarnations` are those found.
    record Partial(List<String> incarnations) implements GraphSight {
        public Partial {
            incarnations = List.copyOf(incarnations);
        }
    }

    /// Something is there that cannot be opened; `reason` is fit for a person.
    record Broken(String reason) implements GraphSight {}

    /// A graph.
    ///
    /// @param schemaDigest hex digest of the live schema on `main`
    record Live(String schemaDigest, long manifestVersion, String incarnation) implements GraphSight {}
}

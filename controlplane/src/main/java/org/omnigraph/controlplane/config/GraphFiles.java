package org.omnigraph.controlplane.config;

import java.util.List;

/// Which files `cluster.yaml` gives a graph, whatever is in them; paths are relative to the config folder.
///
/// @param schema empty if it names none
public record GraphFiles(String graph, String schema, List<String> queries) {
    public GraphFiles {
        queries = List.copyOf(queries);
    }
}

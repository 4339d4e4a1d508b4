package org.omnigraph.catalog.query.lint;

/// Where the schema came from that a lint checked against.
public sealed interface SchemaOrigin {
    /// A `.pg` file.
    record OfFile(String path) implements SchemaOrigin {}

    /// The live schema of a graph.
    record OfGraph(String uri) implements SchemaOrigin {}
}

package org.omnigraph.engine.api;

/// What lies at a graph root, found without opening it (engine.md, "Layout").
public sealed interface GraphProbe {
    /// Not one key under the root.
    record Absent() implements GraphProbe {}

    /// Keys, but no `format.json`: an init that never committed, or a delete that did not finish. `incarnations` are
    /// those found.
    record Partial(java.util.List<String> incarnations) implements GraphProbe {}

    /// A committed graph.
    record Present(String graphId, String incarnation) implements GraphProbe {}

    /// Something that is no graph of ours, or of another format version; `reason` is fit for a person.
    record Unreadable(String reason) implements GraphProbe {}
}

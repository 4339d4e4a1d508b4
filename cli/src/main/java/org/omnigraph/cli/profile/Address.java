package org.omnigraph.cli.profile;

/// Which graph a command is about, before anything is opened.
public sealed interface Address {

    /// A root in storage.
    ///
    /// @param uri a path, `file://` or `s3://`
    record Stored(String uri) implements Address {}

    /// A graph behind a server, or the server itself.
    ///
    /// @param server a base URL, or the name of a configured server
    /// @param graph the graph's id; empty if only the server is meant
    record Served(String server, String graph) implements Address {}

    /// Nothing is named.
    record Nowhere() implements Address {}
}

package org.omnigraph.authoring.source;

/// What a source file holds, by its ending.
public final class SourceKind {
    private SourceKind() {}

    /// True for a schema, `.pg`.
    public static boolean isSchema(String name) {
        return name.endsWith(".pg");
    }

    /// True for stored queries, `.gq`.
    public static boolean isQueries(String name) {
        return name.endsWith(".gq");
    }
}

package org.omnigraph.state.ledger;

/// The state that a revision record holds, or the fact that it holds none any more.
public sealed interface RevisionContent {
    /// The state is in the record.
    record Kept(ClusterState state) implements RevisionContent {}

    /// Only digests are left.
    record Expired() implements RevisionContent {}
}

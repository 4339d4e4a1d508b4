package org.omnigraph.controlplane.recover;

import org.omnigraph.controlplane.observe.GraphSight;

/// What is to be done about one sidecar.
public sealed interface SweepDecision {

    /// Nothing happened, or the ledger says it already: the sidecar goes.
    record Retire() implements SweepDecision {}

    /// As [Retire], but files of an init that never committed lie at the root; they are inert.
    record RetireLeftovers() implements SweepDecision {}

    /// The change was completed: the ledger is told, then the sidecar goes.
    record RollForward(String schemaDigest, long manifestVersion) implements SweepDecision {}

    /// A create left a root that cannot be opened: a person removes it.
    record KeepIncomplete(String reason) implements SweepDecision {}

    /// The graph cannot be opened: look again later.
    record KeepUnopenable(String reason) implements SweepDecision {}

    /// Something is live that is neither before nor after.
    record KeepPending(String reason, GraphSight.Live live) implements SweepDecision {}

    /// An approved delete did not finish: the sidecar goes, and the delete is proposed again.
    record RetireUnfinishedDelete() implements SweepDecision {}

    /// An approved delete was completed: the ledger forgets the graph, the approval is used up, the sidecar goes.
    record Tombstone() implements SweepDecision {}

    /// The ledger knows of the delete: only the approval's file and the sidecar are left to settle.
    record RetireRecordedDelete() implements SweepDecision {}
}

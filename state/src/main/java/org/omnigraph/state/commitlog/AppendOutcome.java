package org.omnigraph.state.commitlog;

/// What became of an append. Only [Lost] is a known failure, after which a writer may clean up.
public sealed interface AppendOutcome {

    /// The record is in the log, durably.
    record Committed(CommitRecord record) implements AppendOutcome {}

    /// Another writer has taken this version; nothing of ours is in the log.
    record Lost(long version) implements AppendOutcome {}

    /// The record may or may not be in the log, and the store cannot be asked now. Look later for `operationId` at
    /// `version`; clean nothing up before.
    record Unknown(long version, String operationId, String reason) implements AppendOutcome {}
}

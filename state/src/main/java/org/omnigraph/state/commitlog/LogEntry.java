package org.omnigraph.state.commitlog;

/// What stands at one version of a log: a whole record, or what garbage collection left of it.
public sealed interface LogEntry permits CommitRecord, RecordStub {
    /// The number under which it stands.
    long version();

    /// The digest that the next record points back to.
    String recordDigest();

    /// The place from which the next record would be appended.
    default LogPosition position() {
        return new LogPosition(version(), recordDigest());
    }
}

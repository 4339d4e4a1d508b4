package org.omnigraph.state.commitlog;

/// What garbage collection left of an old record: a log key is never freed (storage-protocol.md §2).
///
/// @param recordDigest the digest of the record that stood here
/// @param stateDigest what the record's body said of its state, or the empty string
public record RecordStub(long version, String recordDigest, String stateDigest) implements LogEntry {}

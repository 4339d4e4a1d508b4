package org.omnigraph.state.commitlog;

/// A place in a log: a writer appends right after it. It pins the version and the record that the writer has seen.
///
/// @param version the version of the record seen; one less than the first version if there is none yet
/// @param recordDigest that record's digest, or the empty string if there is none
public record LogPosition(long version, String recordDigest) {
    public LogPosition {
        if (version < -1) {
            throw new IllegalArgumentException("log position " + version);
        }
    }

    /// The place in an empty log before version 1.
    public static final LogPosition EMPTY = new LogPosition(0, "");

    /// The place in an empty log whose first record is to have the number `first` (at least 0).
    public static LogPosition before(long first) {
        return new LogPosition(first - 1, "");
    }

    /// The version that an append here creates.
    public long nextVersion() {
        return version + 1;
    }
}

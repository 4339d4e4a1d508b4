package org.omnigraph.engine.table;

import org.omnigraph.state.digest.Sha256;

/// One file of a table as a graph commit recorded it when it was added.
///
/// @param key in the store
/// @param length in bytes
/// @param sha256 of all of it, in hex
/// @param addedBy the commit that added it; empty while that commit is being made
public record StoredFile(String key, long length, String sha256, String addedBy) {
    /// Whether these bytes are what was recorded.
    public boolean hasContent(byte[] bytes) {
        return bytes.length == length && Sha256.hex(bytes).equals(sha256);
    }

    /// The same, added by this commit unless one is known.
    public StoredFile stamped(String commitId) {
        return addedBy.isEmpty() ? new StoredFile(key, length, sha256, commitId) : this;
    }
}

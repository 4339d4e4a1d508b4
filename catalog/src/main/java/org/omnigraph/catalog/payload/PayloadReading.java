package org.omnigraph.catalog.payload;

import org.omnigraph.state.store.ObjectKey;

/// What looking up one catalog payload gave (cluster-contract.md §10). Every reading names the key, for messages.
public sealed interface PayloadReading {
    ObjectKey key();

    /// The bytes, whose digest was verified. The array is the caller's to keep, not to share.
    @SuppressWarnings("ArrayRecordComponent")
    record Found(ObjectKey key, byte[] bytes) implements PayloadReading {}

    /// The store has no such object.
    record Missing(ObjectKey key) implements PayloadReading {}

    /// The object's content has another digest than its name says.
    record Mismatch(ObjectKey key, ContentDigest actual) implements PayloadReading {}

    /// The store failed; whether the payload is there is not known.
    ///
    /// @param reason fit for a person
    record ReadError(ObjectKey key, String reason) implements PayloadReading {}
}

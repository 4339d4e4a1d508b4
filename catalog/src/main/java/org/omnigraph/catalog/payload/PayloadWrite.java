package org.omnigraph.catalog.payload;

import org.omnigraph.state.store.ObjectKey;

/// What writing one catalog payload did.
public sealed interface PayloadWrite {
    ObjectKey key();

    /// The payload is there, durable. A store that finds these very bytes under the key says so too, and has written
    /// nothing.
    record Written(ObjectKey key) implements PayloadWrite {}

    /// A payload with exactly this digest was there before; nothing was written.
    record AlreadyThere(ObjectKey key) implements PayloadWrite {}

    /// Nobody knows whether the write landed. Writing again is safe: payloads are content-addressed.
    ///
    /// @param reason fit for a person
    record Unknown(ObjectKey key, String reason) implements PayloadWrite {}
}

package org.omnigraph.catalog.payload;

import org.omnigraph.state.store.ObjectKey;

/// What writing one catalog payload did.
public sealed interface PayloadWrite {
    ObjectKey key();

    /// The payload was not there, or had other bytes, and now is there.
    record Written(ObjectKey key) implements PayloadWrite {}

    /// A payload with exactly this digest was there before; nothing was written.
    record AlreadyThere(ObjectKey key) implements PayloadWrite {}

    /// Nobody knows whether the write landed. Writing again is safe: payloads are content-addressed.
    ///
    /// @param reason fit for a person
    record Unknown(ObjectKey key, String reason) implements PayloadWrite {}
}

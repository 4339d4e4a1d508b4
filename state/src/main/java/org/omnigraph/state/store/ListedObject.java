package org.omnigraph.state.store;

import java.time.Instant;

/// One entry of a listing. `lastModified` is the store's own clock; nothing but garbage collection may decide by it.
public record ListedObject(ObjectKey key, long size, Instant lastModified) {}

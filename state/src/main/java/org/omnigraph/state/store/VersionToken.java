package org.omnigraph.state.store;

/// What a store says of one version of an object (S3: the ETag). Opaque: only compared, and only handed back to the
/// store it came from.
public record VersionToken(String value) {}

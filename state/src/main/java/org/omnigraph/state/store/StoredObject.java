package org.omnigraph.state.store;

/// An object as it was read: its whole content and the token of the version seen. The array is the caller's to keep,
/// not to share.
@SuppressWarnings("ArrayRecordComponent")
public record StoredObject(byte[] bytes, VersionToken token) {}

package org.omnigraph.state.store;

/// How full the disk is that holds a store.
///
/// @param usableBytes what this process may still write
/// @param totalBytes the size of the disk
public record DiskSpace(long usableBytes, long totalBytes) {}

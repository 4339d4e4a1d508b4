package org.omnigraph.state.lock;

/// The content of `__cluster/lock.json`, version 1.
///
/// @param lockId what force-unlock asks for; a ULID if this program wrote it
/// @param operation the command that took it
/// @param createdAt when, as written
/// @param pid the process that took it, on its own machine
public record LockRecord(String lockId, String operation, String createdAt, long pid) {}

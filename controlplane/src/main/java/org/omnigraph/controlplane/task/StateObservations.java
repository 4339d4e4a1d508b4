package org.omnigraph.controlplane.task;

/// What was seen of the ledger and its lock (cluster-contract.md §3). Empty strings and -1 stand for what was not
/// there.
///
/// @param statePath where `state.json` is, as a person would name it
/// @param lockPath where the lock is
/// @param appliedConfigDigest hex digest of the last fully applied config
/// @param stateCas `sha256:` and the digest of the exact ledger bytes
/// @param locked true if a lock of somebody else was seen; its particulars are in the `lock…` fields
/// @param lockAcquired true if this command held the lock itself, under `acquiredLockId`
public record StateObservations(
        String statePath,
        String lockPath,
        boolean stateFound,
        String appliedConfigDigest,
        long stateRevision,
        String stateCas,
        int resourceCount,
        boolean locked,
        String lockId,
        boolean lockAcquired,
        String acquiredLockId,
        String lockOperation,
        String lockCreatedAt,
        long lockPid,
        long lockAgeSeconds) {

    /// Nothing was looked at: the command failed before it reached the store.
    public static final StateObservations NONE =
            new StateObservations("", "", false, "", 0, "", 0, false, "", false, "", "", "", -1, -1);
}

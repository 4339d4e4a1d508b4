package org.omnigraph.controlplane.plan;

/// Why a change is deferred or blocked: conditions in JSON outputs and in the ledger's statuses.
public final class Reason {
    public static final String APPROVAL_REQUIRED = "approval_required";
    public static final String UNSUPPORTED_KIND = "apply_unsupported_kind";
    public static final String RECOVERY_PENDING = "cluster_recovery_pending";
    public static final String DEPENDENCY_NOT_APPLIED = "dependency_not_applied";
    public static final String PROTECTED = "protected";
    /// The change itself was tried and failed; the diagnostics say how.
    public static final String FAILED = "apply_failed";
    /// The run was stopped before its turn came.
    public static final String INTERRUPTED = "interrupted";

    private Reason() {}
}

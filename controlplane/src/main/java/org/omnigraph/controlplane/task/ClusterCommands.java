package org.omnigraph.controlplane.task;

/// The control plane: one method per command (cluster-contract.md §3). Never throws for what an operator can cause:
/// that is in the outcome's diagnostics. Safe for use by one thread at a time.
public final class ClusterCommands {
    private final CommandEffects effects;

    public ClusterCommands(CommandEffects effects) {
        this.effects = effects;
    }

    /// Checks everything that can be checked without the store.
    public ValidateOutcome validate(ValidateRequest request) {
        return ValidateTask.run(request);
    }

    /// Shows what [#apply] would do. Writes nothing.
    public PlanOutcome plan(PlanRequest request) {
        return PlanTask.run(effects, request);
    }

    /// Makes the cluster what the config says.
    public ApplyOutcome apply(ApplyRequest request) {
        return ApplyTask.run(effects, request);
    }

    /// Shows what the ledger says, and whether the catalog agrees. Takes no lock, writes nothing.
    public StatusOutcome status(StatusRequest request) {
        return StatusTask.run(effects, request);
    }

    /// Brings an existing ledger up to what is really there.
    public ObserveOutcome refresh(RefreshRequest request) {
        return ObserveTask.refresh(effects, request);
    }

    /// Makes the first ledger.
    public ObserveOutcome importCluster(ImportRequest request) {
        return ObserveTask.importCluster(effects, request);
    }

    /// Records a person's approval of one planned change.
    public ApproveOutcome approve(ApproveRequest request) {
        return ApproveTask.run(effects, request);
    }

    /// Removes a lock by its exact id.
    public ForceUnlockOutcome forceUnlock(ForceUnlockRequest request) {
        return ForceUnlockTask.run(effects, request);
    }

    /// Lists the ledger's revisions.
    public HistoryOutcome history(HistoryRequest request) {
        return HistoryTask.list(effects, request);
    }

    /// Shows one revision.
    public HistoryShowOutcome historyShow(HistoryShowRequest request) {
        return HistoryTask.show(effects, request);
    }

    /// Makes the catalog what it was at an earlier revision, by a new one.
    public RollbackOutcome rollback(RollbackRequest request) {
        return RollbackTask.run(effects, request);
    }

    /// Compares ledger, catalog and live graphs. Writes nothing.
    public DriftOutcome drift(DriftRequest request) {
        return DriftTask.run(effects, request);
    }

    /// Rebuilds every state from the log and compares digests. Takes no lock, writes nothing.
    public ReplayOutcome replay(ReplayRequest request) {
        return ReplayTask.run(effects, request);
    }

    /// Looks at the applied queries of one graph and checks them against its live schema. Takes no lock, writes
    /// nothing.
    public AppliedQueriesOutcome appliedQueries(AppliedQueriesRequest request) {
        return AppliedQueriesTask.run(effects, request);
    }

    /// Looks at everything that a cluster rests on. Writes nothing unless it is asked to probe or to mend.
    public DoctorOutcome doctor(DoctorRequest request) {
        return DoctorTask.run(effects, request);
    }
}

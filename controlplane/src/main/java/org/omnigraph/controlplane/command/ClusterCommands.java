package org.omnigraph.controlplane.command;

/// The control plane: one method per command (cluster-contract.md §3). Never throws for what an operator can cause:
/// that is in the outcome's diagnostics. Safe for use by one thread at a time.
public final class ClusterCommands {
    private final CommandEffects effects;

    public ClusterCommands(CommandEffects effects) {
        this.effects = effects;
    }

    /// Checks everything that can be checked without the store.
    public ValidateOutcome validate(ValidateRequest request) {
        return ValidateCommand.run(request);
    }

    /// Shows what [#apply] would do. Writes nothing.
    public PlanOutcome plan(PlanRequest request) {
        return PlanCommand.run(effects, request);
    }

    /// Makes the cluster what the config says.
    public ApplyOutcome apply(ApplyRequest request) {
        return ApplyCommand.run(effects, request);
    }

    /// Shows what the ledger says, and whether the catalog agrees. Takes no lock, writes nothing.
    public StatusOutcome status(StatusRequest request) {
        return StatusCommand.run(effects, request);
    }

    /// Brings an existing ledger up to what is really there.
    public ObserveOutcome refresh(RefreshRequest request) {
        return ObserveCommand.refresh(effects, request);
    }

    /// Makes the first ledger.
    public ObserveOutcome importCluster(ImportRequest request) {
        return ObserveCommand.importCluster(effects, request);
    }

    /// Records a person's approval of one planned change.
    public ApproveOutcome approve(ApproveRequest request) {
        return ApproveCommand.run(effects, request);
    }

    /// Removes a lock by its exact id.
    public ForceUnlockOutcome forceUnlock(ForceUnlockRequest request) {
        return ForceUnlockCommand.run(effects, request);
    }

    /// Lists the ledger's revisions.
    public HistoryOutcome history(HistoryRequest request) {
        return HistoryCommand.list(effects, request);
    }

    /// Shows one revision.
    public HistoryShowOutcome historyShow(HistoryShowRequest request) {
        return HistoryCommand.show(effects, request);
    }

    /// Makes the catalog what it was at an earlier revision, by a new one.
    public RollbackOutcome rollback(RollbackRequest request) {
        return RollbackCommand.run(effects, request);
    }

    /// Compares ledger, catalog and live graphs. Writes nothing.
    public DriftOutcome drift(DriftRequest request) {
        return DriftCommand.run(effects, request);
    }

    /// Rebuilds every state from the log and compares digests. Takes no lock, writes nothing.
    public ReplayOutcome replay(ReplayRequest request) {
        return ReplayCommand.run(effects, request);
    }

    /// Looks at the applied queries of one graph and checks them against its live schema. Takes no lock, writes
    /// nothing.
    public AppliedQueriesOutcome appliedQueries(AppliedQueriesRequest request) {
        return AppliedQueriesCommand.run(effects, request);
    }

    /// Looks at everything that a cluster rests on. Writes nothing unless it is asked to probe or to mend.
    public DoctorOutcome doctor(DoctorRequest request) {
        return DoctorCommand.run(effects, request);
    }
}

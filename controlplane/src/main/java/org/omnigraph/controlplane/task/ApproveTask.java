package org.omnigraph.controlplane.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.controlplane.approve.ApprovedPlan;
import org.omnigraph.controlplane.config.ConfigLoader;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.config.LoadedConfig;
import org.omnigraph.controlplane.plan.ApprovalRequired;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.Plan;
import org.omnigraph.controlplane.plan.Reason;
import org.omnigraph.controlplane.recover.Sweep;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.controlplane.session.LockHold;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ledger.LedgerSnapshot;

/// `cluster approve`: binds a person's decision to exactly the change that the plan shows now, and to the very graph
/// that stands there.
final class ApproveTask {
    private final CommandEffects effects;
    private final ApproveRequest request;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private ApproveTask(CommandEffects effects, ApproveRequest request) {
        this.effects = effects;
        this.request = request;
    }

    static ApproveOutcome run(CommandEffects effects, ApproveRequest request) {
        return new ApproveTask(effects, request).run();
    }

    private ApproveOutcome run() {
        if (request.actor().isBlank()) {
            diagnostics.add(Diagnostic.of(
                    DiagnosticCode.ACTOR_REQUIRED, "", "An approval records who gave it, and no actor is known."));
            return outcome(Optional.empty());
        }
        LoadedConfig config = ConfigLoader.load(request.configDir());
        diagnostics.addAll(config.diagnostics());
        if (config.cluster().isEmpty()) {
            return outcome(Optional.empty());
        }
        DesiredCluster desired = config.cluster().get();
        TaskWork work = new TaskWork(effects, desired.settings(), diagnostics);
        return outcome(work.withLock(
                "approve", true, request.lockTimeout(), (session, hold) -> approve(work, desired, session, hold)));
    }

    private Optional<Approval> approve(TaskWork work, DesiredCluster desired, ClusterSession session, LockHold hold) {
        Optional<LedgerSight> sight = work.readWithRecoveries(session, hold.lockId());
        if (sight.isEmpty()) {
            return Optional.empty();
        }
        LedgerSnapshot ledger = sight.get().ledger();
        Plan plan = ApprovedPlan.of(
                session,
                desired,
                ledger.state(),
                Sweep.pending(sight.get().recoveries(), diagnostics),
                new ArrayList<>());
        Optional<ApprovalRequired> gate = plan.approvalsRequired().stream()
                .filter(required -> required.resource().toString().equals(request.resource()))
                .findFirst();
        if (gate.isEmpty()) {
            refuse(plan);
            return Optional.empty();
        }
        if (gate.get().satisfied() && gate.get().resource() instanceof ResourceAddress.Graph(GraphId id)) {
            return Optional.ofNullable(plan.approvals().get(id));
        }
        Change change = plan.changes().stream()
                .filter(each -> each.resource().equals(gate.get().resource()))
                .findFirst()
                .orElseThrow();
        Approval approval = new Approval(
                session.newId(),
                request.resource(),
                change.operation().wireName(),
                gate.get().reason(),
                desired.configDigest().hex(),
                change.beforeDigest(),
                change.afterDigest(),
                change.resource()
                        .owner()
                        .map(graph -> ApprovedPlan.incarnation(session, graph))
                        .orElse(""),
                request.actor(),
                session.now(),
                "",
                "");
        Optional<Diagnostic> lost = hold.lost();
        if (lost.isPresent()) {
            diagnostics.add(lost.get());
            return Optional.empty();
        }
        Optional<Diagnostic> doubt = session.approvals().write(approval);
        doubt.ifPresent(diagnostics::add);
        return doubt.isPresent() ? Optional.empty() : Optional.of(approval);
    }

    private void refuse(Plan plan) {
        Optional<Change> change = plan.changes().stream()
                .filter(each -> each.resource().toString().equals(request.resource()))
                .findFirst();
        Diagnostic problem;
        if (change.isPresent() && change.get().reason().equals(Reason.PROTECTED)) {
            problem = Diagnostic.of(
                            DiagnosticCode.APPROVAL_NOT_REQUIRED,
                            request.resource(),
                            "The graph is protected; no approval lets it go.")
                    .withHelp("Declare it again with `protect: false`, apply that, and then remove it.");
        } else {
            problem = Diagnostic.of(
                            DiagnosticCode.APPROVAL_NOT_REQUIRED,
                            request.resource(),
                            "The plan has no change on `" + request.resource() + "` that needs an approval.")
                    .withHelp(
                            plan.approvalsRequired().isEmpty()
                                    ? "Run `omnigraph cluster plan` to see what is planned."
                                    : "These do: "
                                            + String.join(
                                                    ", ",
                                                    plan.approvalsRequired().stream()
                                                            .map(each -> each.resource()
                                                                    .toString())
                                                            .toList())
                                            + ".");
        }
        diagnostics.add(problem);
    }

    private ApproveOutcome outcome(Optional<Approval> approval) {
        return new ApproveOutcome(
                request.configDir().toString(),
                approval.map(Approval::approvalId).orElse(""),
                approval.map(Approval::resource).orElse(""),
                approval.map(Approval::operation).orElse(""),
                approval.map(Approval::approvedBy).orElse(""),
                diagnostics);
    }
}

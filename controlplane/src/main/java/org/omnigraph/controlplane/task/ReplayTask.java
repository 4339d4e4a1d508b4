package org.omnigraph.controlplane.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.controlplane.config.ConfigLoader;
import org.omnigraph.controlplane.config.LoadedSettings;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.ledger.ReplayDigests;
import org.omnigraph.state.ledger.ReplayReport;

/// `cluster replay`: rebuilds every revision from the log, checks the chain of digests, and compares with another
/// machine's digests if those are given. Takes no lock, writes nothing.
final class ReplayTask {
    private final ReplayRequest request;
    private final List<Diagnostic> diagnostics;

    private ReplayTask(ReplayRequest request, List<Diagnostic> diagnostics) {
        this.request = request;
        this.diagnostics = diagnostics;
    }

    static ReplayOutcome run(CommandEffects effects, ReplayRequest request) {
        LoadedSettings settings = ConfigLoader.settings(request.configDir());
        List<Diagnostic> diagnostics = new ArrayList<>(settings.diagnostics());
        ReplayTask command = new ReplayTask(request, diagnostics);
        if (settings.settings().isEmpty()) {
            return command.outcome(StateObservations.NONE, Optional.empty());
        }
        TaskWork work = new TaskWork(effects, settings.settings().get(), diagnostics);
        Optional<ReplayReport> report = work.withStore(session -> command.replay(work, session));
        return command.outcome(work.seen(), report);
    }

    private Optional<ReplayReport> replay(TaskWork work, ClusterSession session) {
        // A ledger that must not be used is among the replay's own findings.
        new TaskWork(work, new ArrayList<>()).readLedger(session, "").ifPresent(ledger -> {
            diagnostics.addAll(ledger.warnings());
            work.saw(LedgerView.observations(session, ledger, ""));
        });
        OptionalLong wanted = request.against()
                .map(against -> OptionalLong.of(against.revision()))
                .orElse(OptionalLong.empty());
        ReplayReport report = session.ledger().replay(wanted);
        diagnostics.addAll(report.problems());
        if (report.chain().count() == 0) {
            diagnostics.add(Diagnostic.of(
                    DiagnosticCode.STATE_NOT_FOUND,
                    session.location(""),
                    "The ledger's log is empty: there is nothing to replay."));
        }
        request.against().ifPresent(against -> compare(against, report));
        return Optional.of(report);
    }

    private void compare(DigestFile against, ReplayReport report) {
        if (report.digests().isEmpty()) {
            mismatch("The log here holds no state of revision " + against.revision() + ", so there is nothing to"
                    + " compare with.");
            return;
        }
        SortedMap<String, String> ours = report.digests().get().byName();
        against.digests().forEach((name, theirs) -> {
            String here = ours.getOrDefault(name, "none of that name");
            if (!here.equals(theirs)) {
                mismatch("Revision " + report.revision() + " has another `" + name + "` digest: " + here + " here, "
                        + theirs + " there.");
            }
        });
    }

    private void mismatch(String message) {
        diagnostics.add(Diagnostic.of(DiagnosticCode.REPLAY_MISMATCH, Ledger.REVISIONS.value(), message));
    }

    private ReplayOutcome outcome(StateObservations seen, Optional<ReplayReport> report) {
        return new ReplayOutcome(
                request.configDir().toString(),
                seen,
                report.map(ReplayReport::revision).orElse(-1L),
                report.map(done -> done.chain().last()).orElse(-1L),
                report.map(done -> done.chain().count()).orElse(0L),
                report.map(ReplayReport::statesRebuilt).orElse(0L),
                report.flatMap(ReplayReport::digests).map(ReplayDigests::byName).orElse(new TreeMap<>()),
                report.isPresent() && request.against().isPresent(),
                diagnostics);
    }
}

package org.omnigraph.controlplane.task;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.omnigraph.controlplane.config.ConfigLoader;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.config.LoadedConfig;
import org.omnigraph.controlplane.edit.LedgerEdit;
import org.omnigraph.controlplane.observe.Observation;
import org.omnigraph.controlplane.recover.Adoption;
import org.omnigraph.controlplane.recover.Sweep;
import org.omnigraph.controlplane.recover.SweepResult;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.controlplane.session.LedgerWriter;
import org.omnigraph.controlplane.session.LockHold;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ledger.LedgerSnapshot;

/// `cluster import` and `cluster refresh`: sweep, look at graphs and payloads, adopt what is live, publish what was
/// seen, and only then let go of the recovery records that this settled.
final class ObserveTask {
    /// The two commands.
    private enum Kind {
        IMPORT("import"),
        REFRESH("refresh");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    private final CommandEffects effects;
    private final Kind kind;
    private final Path configDir;
    private final String actor;
    private final Duration lockTimeout;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private ObserveTask(CommandEffects effects, Kind kind, Path configDir, String actor, Duration lockTimeout) {
        this.effects = effects;
        this.kind = kind;
        this.configDir = configDir;
        this.actor = actor;
        this.lockTimeout = lockTimeout;
    }

    static ObserveOutcome importCluster(CommandEffects effects, ImportRequest request) {
        return new ObserveTask(effects, Kind.IMPORT, request.configDir(), request.actor(), request.lockTimeout()).run();
    }

    static ObserveOutcome refresh(CommandEffects effects, RefreshRequest request) {
        return new ObserveTask(effects, Kind.REFRESH, request.configDir(), request.actor(), request.lockTimeout())
                .run();
    }

    /// What is in the ledger afterwards.
    private record Observed(LedgerSnapshot ledger, boolean written) {}

    private ObserveOutcome run() {
        LoadedConfig config = ConfigLoader.load(configDir);
        diagnostics.addAll(config.diagnostics());
        if (config.cluster().isEmpty()) {
            return outcome(StateObservations.NONE, Optional.empty());
        }
        DesiredCluster desired = config.cluster().get();
        TaskWork work = new TaskWork(effects, desired.settings(), diagnostics);
        Optional<Observed> observed =
                work.withLock(kind.word, true, lockTimeout, (session, hold) -> observe(work, desired, session, hold));
        return outcome(work.seen(), observed);
    }

    private Optional<Observed> observe(TaskWork work, DesiredCluster desired, ClusterSession session, LockHold hold) {
        Optional<LedgerSight> sight = work.readWithRecoveries(session, hold.lockId());
        if (sight.isEmpty() || !fits(session, sight.get().ledger())) {
            return Optional.empty();
        }
        LedgerSnapshot read = sight.get().ledger();
        if (!read.found()) {
            Optional<Diagnostic> unsafe = session.storeProbe().quick();
            if (unsafe.isPresent()) {
                diagnostics.add(unsafe.get());
                return Optional.empty();
            }
        }
        LedgerSnapshot ledger = read.found() ? session.ledger().advanceHead(read) : read;
        LedgerEdit edit = new LedgerEdit(ledger.state());
        SweepResult sweep = Sweep.run(session, sight.get().recoveries(), edit, diagnostics);
        Observation observation = new Observation(session, desired, edit, diagnostics);
        observation.observeGraphs();
        if (session.cancellation().isRequested()) {
            diagnostics.add(Diagnostic.of(
                    DiagnosticCode.INTERRUPTED, "", "The command was stopped before it recorded anything."));
            return Optional.of(new Observed(ledger, false));
        }
        if (kind == Kind.REFRESH) {
            observation.verifyPayloads();
        }
        boolean unopenable = diagnostics.stream()
                .anyMatch(diagnostic -> diagnostic.code() == DiagnosticCode.GRAPH_OBSERVATION_ERROR);
        if (kind == Kind.IMPORT && unopenable) {
            return Optional.empty();
        }
        SweepResult adopted = new Adoption(session, edit, diagnostics)
                .of(sweep, desired.graphs().keySet());
        observation.settleConfigDigest();
        return publish(work, session, hold, ledger, edit, adopted);
    }

    private Optional<Observed> publish(
            TaskWork work,
            ClusterSession session,
            LockHold hold,
            LedgerSnapshot ledger,
            LedgerEdit edit,
            SweepResult sweep) {
        Optional<LedgerSnapshot> published =
                LedgerWriter.publish(session, hold, ledger, edit.build(), kind.word, actor, diagnostics);
        if (published.isEmpty()) {
            return Optional.empty();
        }
        Sweep.settle(session, sweep, diagnostics);
        sweep.leftovers().forEach(session.sidecars()::retire);
        work.saw(LedgerView.observations(session, published.get(), hold.lockId()));
        return Optional.of(new Observed(published.get(), true));
    }

    private boolean fits(ClusterSession session, LedgerSnapshot ledger) {
        if (kind == Kind.IMPORT && ledger.found()) {
            diagnostics.add(Diagnostic.of(
                            DiagnosticCode.STATE_ALREADY_EXISTS,
                            session.location("state.json"),
                            "The cluster has a ledger already, at revision " + ledger.revision() + ".")
                    .withHelp("Run `omnigraph cluster refresh` to bring it up to date."));
            return false;
        }
        if (kind == Kind.REFRESH && !ledger.found()) {
            diagnostics.add(TaskWork.noLedger(session, "to refresh"));
            return false;
        }
        return true;
    }

    private ObserveOutcome outcome(StateObservations seen, Optional<Observed> observed) {
        return new ObserveOutcome(
                configDir.toString(),
                kind.word,
                seen,
                observed.map(done -> LedgerView.digests(done.ledger().state())).orElse(new TreeMap<>()),
                observed.map(done -> LedgerView.statuses(done.ledger().state())).orElse(new TreeMap<>()),
                observed.map(done -> LedgerView.observed(done.ledger().state())).orElse(new TreeMap<>()),
                observed.map(Observed::written).orElse(false),
                diagnostics);
    }
}

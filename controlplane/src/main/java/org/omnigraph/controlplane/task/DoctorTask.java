package org.omnigraph.controlplane.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnigraph.controlplane.config.ClusterSettings;
import org.omnigraph.controlplane.config.ConfigLoader;
import org.omnigraph.controlplane.config.LoadedConfig;
import org.omnigraph.controlplane.config.LoadedSettings;
import org.omnigraph.controlplane.health.Doctor;
import org.omnigraph.controlplane.health.HealthCheck;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.ledger.LedgerSnapshot;

/// `cluster doctor`: looks, and with `--fix` first does what cannot lose anything (operations.md).
final class DoctorTask {
    private final CommandEffects effects;
    private final DoctorRequest request;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<HealthCheck> checks = new ArrayList<>();

    private DoctorTask(CommandEffects effects, DoctorRequest request) {
        this.effects = effects;
        this.request = request;
    }

    static DoctorOutcome run(CommandEffects effects, DoctorRequest request) {
        return new DoctorTask(effects, request).run();
    }

    private DoctorOutcome run() {
        LoadedConfig config = ConfigLoader.load(request.configDir());
        checks.add(Doctor.config(config));
        // A folder that does not validate may still say where the cluster is stored.
        LoadedSettings settings = ConfigLoader.settings(request.configDir());
        List<String> repairs = settings.settings()
                .filter(known -> request.fix())
                .map(this::repair)
                .orElse(List.of());
        settings.settings().ifPresent(this::look);
        checks.forEach(check -> diagnostics.addAll(check.problems()));
        return new DoctorOutcome(request.configDir().toString(), checks, repairs, diagnostics);
    }

    private List<String> repair(ClusterSettings settings) {
        TaskWork work = new TaskWork(effects, settings, diagnostics);
        Optional<List<String>> done = work.withLock(
                "doctor",
                true,
                request.lockTimeout(),
                (session, hold) -> new TaskWork(work, new ArrayList<>())
                        .readLedger(session, hold.lockId())
                        .filter(LedgerSnapshot::found)
                        .map(ledger -> new Doctor(session, effects.clock().instant(), false).repair(ledger)));
        return done.orElse(List.of());
    }

    private void look(ClusterSettings settings) {
        List<Diagnostic> failures = new ArrayList<>();
        TaskWork work = new TaskWork(effects, settings, failures);
        Optional<List<HealthCheck>> seen = work.withStore(
                session -> Optional.of(new Doctor(session, effects.clock().instant(), request.probeStore()).run()));
        if (seen.isPresent()) {
            checks.addAll(seen.get());
        } else {
            failures.forEach(failure -> checks.add(Doctor.unreachable(failure)));
        }
    }
}

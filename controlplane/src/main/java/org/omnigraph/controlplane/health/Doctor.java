package org.omnigraph.controlplane.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.omnigraph.controlplane.config.LoadedConfig;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.controlplane.session.Failures;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ledger.LedgerReading;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.lock.LockObservation;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.StoreException;

/// Runs the checks of `cluster doctor`, each on its own: one that fails never hides the others. Writes nothing, but
/// for the probe objects of a probe that was asked for.
public final class Doctor {
    private final ClusterSession session;
    private final StoreHealth store;
    private final LedgerHealth ledger;
    private final boolean probe;
    private final List<HealthCheck> checks = new ArrayList<>();

    /// @param now to tell leftovers from files that are being written
    /// @param probe also race writers against the store
    public Doctor(ClusterSession session, Instant now, boolean probe) {
        this.session = session;
        this.store = new StoreHealth(session, now);
        this.ledger = new LedgerHealth(session);
        this.probe = probe;
    }

    /// What can be said of the config folder.
    public static HealthCheck config(LoadedConfig config) {
        List<Diagnostic> problems = config.diagnostics();
        if (config.cluster().isPresent()) {
            return new HealthCheck(
                    "config",
                    problems.isEmpty() ? HealthStatus.HEALTHY : HealthStatus.DEGRADED,
                    config.resources().size() + " resources declared",
                    problems);
        }
        boolean missing = problems.stream().anyMatch(each -> each.code() == DiagnosticCode.CONFIG_MISSING);
        return new HealthCheck(
                "config",
                missing ? HealthStatus.MISSING : HealthStatus.CORRUPT,
                missing ? "there is no cluster.yaml" : "not valid",
                problems);
    }

    /// A store that could not even be opened.
    public static HealthCheck unreachable(Diagnostic failure) {
        return HealthCheck.of("store", HealthStatus.UNREACHABLE, "does not answer", failure);
    }

    /// Everything that can be seen through the store.
    public List<HealthCheck> run() {
        LockObservation lock;
        try {
            lock = session.lock().observe();
            checks.add(store.reachable(lock));
        } catch (StoreException e) {
            checks.add(unreachable(Failures.of(e)));
            return checks;
        }
        checkIfAny("conditional_writes", () -> store.conditionalWrites(probe));
        Optional<LedgerSnapshot> snapshot = ledger();
        check("lock", () -> LedgerHealth.lock(lock));
        check("recoveries", ledger::recoveries);
        check("approvals", ledger::approvals);
        snapshot.filter(LedgerSnapshot::found).ifPresent(found -> {
            ResourceHealth resources = new ResourceHealth(session, found.state());
            check("catalog", resources::catalog);
            check("policies", resources::policies);
            check("graphs", resources::graphs);
        });
        checkIfAny("temporary_files", store::leftovers);
        checkIfAny("disk_space", store::space);
        return checks;
    }

    /// The repairs that cannot lose anything: the head brought up to the log, probe objects and temporary files that
    /// belong to nobody removed. The caller holds the state lock.
    ///
    /// @return what was done, in words
    public List<String> repair(LedgerSnapshot snapshot) {
        List<String> done = new ArrayList<>();
        LedgerSnapshot advanced = session.ledger().advanceHead(snapshot);
        if (!advanced.base().kind().equals(snapshot.base().kind())) {
            done.add("brought state.json up to revision " + advanced.revision());
        }
        KeyPrefix probes = ClusterSession.CLUSTER.folder("probe");
        int objects = session.countBelow(probes);
        if (objects > 0) {
            session.removeBelow(probes);
            done.add("removed " + objects + " probe " + (objects == 1 ? "object" : "objects"));
        }
        done.addAll(store.removeLeftovers());
        return done;
    }

    private Optional<LedgerSnapshot> ledger() {
        try {
            LedgerReading reading = session.ledger().read();
            checks.add(ledger.ledger(reading));
            return reading instanceof LedgerReading.Usable(LedgerSnapshot snapshot)
                    ? Optional.of(snapshot)
                    : Optional.empty();
        } catch (StoreException e) {
            checks.add(HealthCheck.failed("ledger", e));
            return Optional.empty();
        }
    }

    private void check(String name, Supplier<HealthCheck> look) {
        checkIfAny(name, () -> Optional.of(look.get()));
    }

    private void checkIfAny(String name, Supplier<Optional<HealthCheck>> look) {
        try {
            look.get().ifPresent(checks::add);
        } catch (StoreException e) {
            checks.add(HealthCheck.failed(name, e));
        }
    }
}

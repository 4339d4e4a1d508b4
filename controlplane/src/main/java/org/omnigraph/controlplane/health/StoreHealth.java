package org.omnigraph.controlplane.health;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.lock.LockObservation;
import org.omnigraph.state.store.DiskSpace;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.LocalObjectStore;
import org.omnigraph.state.store.ProbeReport;

/// Looks at the place where everything is stored.
final class StoreHealth {
    /// A writer holds its temporary file for seconds; a file of this age belongs to nobody.
    static final Duration LEFTOVER_AGE = Duration.ofHours(1);

    private static final long SPACE_LOW_BYTES = 256L << 20;
    private static final int PROBE_ROUNDS = 20;
    private static final int PROBE_WRITERS = 16;

    private final ClusterSession session;
    private final Instant now;

    StoreHealth(ClusterSession session, Instant now) {
        this.session = session;
        this.now = now;
    }

    /// Whether the store answers, and lets this process write as far as that can be seen without writing.
    ///
    /// @param lock what the first request to the store gave; the request having worked is the point
    HealthCheck reachable(LockObservation lock) {
        Optional<LocalObjectStore> local = session.localStore();
        if (local.isEmpty()) {
            return HealthCheck.healthy("store", session.rootLocation() + " answers");
        }
        if (local.get().isWritable()) {
            return HealthCheck.healthy("store", session.rootLocation() + " is readable and writable");
        }
        return HealthCheck.of(
                "store",
                HealthStatus.DEGRADED,
                "readable, not writable",
                Diagnostic.of(
                        DiagnosticCode.STORE_PERMISSION_DENIED,
                        session.rootLocation(),
                        "This process may not write there, so nothing can be applied from here."));
    }

    /// Whether two writers can never both create one object: proven by races if `probe` says so, else by nothing. A
    /// local disk is only named here if it was probed: its hard links are not in doubt.
    Optional<HealthCheck> conditionalWrites(boolean probe) {
        if (!probe) {
            return session.localStore().isPresent()
                    ? Optional.empty()
                    : Optional.of(new HealthCheck(
                            "conditional_writes",
                            HealthStatus.UNVERIFIED,
                            "not proven now; --probe-store runs " + PROBE_ROUNDS + " races",
                            List.of()));
        }
        ProbeReport report = session.storeProbe().full(PROBE_ROUNDS, PROBE_WRITERS);
        String races = report.rounds() + " races of " + report.writers() + " writers";
        if (!report.isSafe()) {
            return Optional.of(new HealthCheck(
                    "conditional_writes", HealthStatus.CORRUPT, "not safe after " + races, report.problems()));
        }
        return Optional.of(new HealthCheck(
                "conditional_writes", HealthStatus.HEALTHY, "one winner in each of " + races, report.problems()));
    }

    /// Temporary files of interrupted writers, on a local disk.
    Optional<HealthCheck> leftovers() {
        return session.localStore().map(local -> {
            List<Path> files = local.temporaryFiles(KeyPrefix.ROOT, now, LEFTOVER_AGE);
            if (files.isEmpty()) {
                return HealthCheck.healthy("temporary_files", "none left over");
            }
            return HealthCheck.of(
                    "temporary_files",
                    HealthStatus.DEGRADED,
                    files.size() + " left over",
                    Diagnostic.of(
                            DiagnosticCode.STORE_LEFTOVERS,
                            files.getFirst().toString(),
                            "Interrupted writers left " + files.size() + " temporary "
                                    + (files.size() == 1 ? "file" : "files, this one among them")
                                    + ". They take space and do no harm."));
        });
    }

    /// Room on a local disk.
    Optional<HealthCheck> space() {
        return session.localStore().map(local -> {
            DiskSpace space = local.diskSpace();
            String left = mebibytes(space.usableBytes()) + " MiB free of " + mebibytes(space.totalBytes());
            if (space.usableBytes() >= SPACE_LOW_BYTES) {
                return HealthCheck.healthy("disk_space", left);
            }
            return HealthCheck.of(
                    "disk_space",
                    HealthStatus.DEGRADED,
                    left,
                    Diagnostic.of(
                            DiagnosticCode.STORE_SPACE_LOW, session.rootLocation(), "There are only " + left + "."));
        });
    }

    /// Removes what belongs to nobody; the caller holds the state lock.
    ///
    /// @return what was done, in words
    List<String> removeLeftovers() {
        List<String> done = new ArrayList<>();
        session.localStore().ifPresent(local -> {
            int removed = local.sweepTemporaryFiles(KeyPrefix.ROOT, now, LEFTOVER_AGE);
            if (removed > 0) {
                done.add("removed " + removed + " temporary " + (removed == 1 ? "file" : "files"));
            }
        });
        return done;
    }

    private static String mebibytes(long bytes) {
        return Long.toString(bytes >> 20);
    }
}

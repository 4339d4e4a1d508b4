package org.omnigraph.server.boot;

import java.util.List;
import org.omnigraph.catalog.applied.AppliedCatalog;
import org.omnigraph.catalog.payload.PayloadStore;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.ExitCode;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.ledger.LedgerReading;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.recovery.SidecarEntry;
import org.omnigraph.state.recovery.SidecarStore;

/// What a boot reads of the cluster: sidecars, ledger, payloads. Never writes, never locks.
final class AppliedSource {
    private final SidecarStore sidecars;
    private final Ledger ledger;
    private final PayloadStore payloads;

    AppliedSource(SidecarStore sidecars, Ledger ledger, PayloadStore payloads) {
        this.sidecars = sidecars;
        this.ledger = ledger;
        this.payloads = payloads;
    }

    /// A pending sidecar as a fault of its graph.
    record Pending(String graphId, Diagnostic diagnostic) {}

    /// Pending sidecars; one that cannot be attributed to a graph refuses the boot.
    List<Pending> pending() throws BootRefusal {
        List<SidecarEntry> entries = sidecars.list();
        List<Diagnostic> unattributed = entries.stream()
                .filter(entry -> graphOf(entry).isEmpty())
                .map(entry -> Diagnostic.of(
                        DiagnosticCode.CLUSTER_RECOVERY_UNATTRIBUTED, entry.name(), whyUnattributed(entry)))
                .toList();
        if (!unattributed.isEmpty()) {
            throw new BootRefusal(ExitCode.DATA, unattributed);
        }
        return entries.stream()
                .map(entry -> new Pending(
                        graphOf(entry),
                        Diagnostic.of(
                                DiagnosticCode.CLUSTER_RECOVERY_PENDING,
                                "graph." + graphOf(entry),
                                "an interrupted change ("
                                        + entry.name().substring(entry.name().lastIndexOf('/') + 1)
                                        + ") waits for recovery")))
                .toList();
    }

    private static String graphOf(SidecarEntry entry) {
        return switch (entry) {
            case SidecarEntry.Valid readable -> readable.sidecar().graphId();
            case SidecarEntry.Unreadable _ -> "";
        };
    }

    private static String whyUnattributed(SidecarEntry entry) {
        return switch (entry) {
            case SidecarEntry.Valid _ -> "this recovery record names no graph";
            case SidecarEntry.Unreadable unreadable ->
                "this recovery record cannot be read: " + unreadable.problem().message();
        };
    }

    /// The ledger as it stands now.
    LedgerSnapshot ledger() throws BootRefusal {
        LedgerSnapshot snapshot = switch (ledger.read()) {
            case LedgerReading.Usable readable -> readable.snapshot();
            case LedgerReading.Refused refused -> throw new BootRefusal(ExitCode.DATA, refused.problem());
        };
        if (!snapshot.found()) {
            throw new BootRefusal(
                    ExitCode.DATA,
                    Diagnostic.of(
                            DiagnosticCode.CLUSTER_STATE_MISSING,
                            "__cluster/state.json",
                            "there is no ledger, so there is nothing to serve"));
        }
        return snapshot;
    }

    AppliedCatalog resolve(LedgerSnapshot snapshot) {
        return AppliedCatalog.resolve(snapshot.state(), payloads);
    }
}

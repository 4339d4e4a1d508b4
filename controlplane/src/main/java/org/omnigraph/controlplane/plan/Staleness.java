package org.omnigraph.controlplane.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// What has moved since a plan was saved: the first input that differs, in the order config, ledger, approvals,
/// graphs.
public final class Staleness {
    private static final String LEDGER = "__cluster/state.json";

    private static final SavedChange NONE = new SavedChange("", "", "", "", "", "", false, "", "");

    private final SavedPlan saved;
    private final SavedPlan now;

    private Staleness(SavedPlan saved, SavedPlan now) {
        this.saved = saved;
        this.now = now;
    }

    /// `plan_stale` naming the first input that differs; nothing if the plan still holds.
    public static Optional<Diagnostic> between(SavedPlan saved, SavedPlan now) {
        Staleness staleness = new Staleness(saved, now);
        return staleness
                .files()
                .or(staleness::config)
                .or(staleness::ledger)
                .or(staleness::approvals)
                .or(staleness::changes);
    }

    /// `plan_stale` because of something that is no digest.
    public static Diagnostic because(String path, String what) {
        return Diagnostic.of(
                DiagnosticCode.PLAN_STALE,
                path,
                "The saved plan no longer holds: " + what + ". Nothing was applied and nothing was written.");
    }

    private Optional<Diagnostic> files() {
        return firstDifference(saved.resourceDigests(), now.resourceDigests())
                .map(address -> because(address, difference(address)));
    }

    private Optional<Diagnostic> config() {
        return saved.configDigest().equals(now.configDigest())
                ? Optional.empty()
                : Optional.of(because("cluster.yaml", "`cluster.yaml` was changed"));
    }

    private Optional<Diagnostic> ledger() {
        if (saved.stateRevision() != now.stateRevision()) {
            return Optional.of(because(
                    LEDGER,
                    "it was made at ledger revision " + saved.stateRevision() + ", and the ledger is at revision "
                            + now.stateRevision()));
        }
        return saved.stateCas().equals(now.stateCas())
                ? Optional.empty()
                : Optional.of(
                        because(LEDGER, "the ledger holds another revision " + now.stateRevision() + " than then"));
    }

    private Optional<Diagnostic> approvals() {
        return firstDifference(saved.approvals(), now.approvals())
                .map(address -> because(
                        address,
                        saved.approvals().containsKey(address)
                                ? "the approval that it was made with no longer counts"
                                : "an approval was given that it does not know"));
    }

    private Optional<Diagnostic> changes() {
        Map<String, SavedChange> before = byResource(saved);
        Map<String, SavedChange> after = byResource(now);
        SortedSet<String> addresses = new TreeSet<>(before.keySet());
        addresses.addAll(after.keySet());
        return addresses.stream()
                .filter(address -> !before.getOrDefault(address, NONE).equals(after.getOrDefault(address, NONE)))
                .findFirst()
                .map(address -> because(address, "what is to be done with it is no longer the same; its graph moved"));
    }

    private static Map<String, SavedChange> byResource(SavedPlan plan) {
        Map<String, SavedChange> byResource = new HashMap<>();
        plan.changes().forEach(change -> byResource.put(change.resource(), change));
        return byResource;
    }

    /// The composites follow from their parts, so a part is named before its graph.
    private static Optional<String> firstDifference(SortedMap<String, String> then, SortedMap<String, String> today) {
        SortedSet<String> addresses = new TreeSet<>(then.keySet());
        addresses.addAll(today.keySet());
        Optional<String> composite = Optional.empty();
        for (String address : addresses) {
            if (then.getOrDefault(address, "").equals(today.getOrDefault(address, ""))) {
                continue;
            }
            if (!address.startsWith("graph.")) {
                return Optional.of(address);
            }
            composite = composite.or(() -> Optional.of(address));
        }
        return composite;
    }

    private String difference(String address) {
        if (!saved.resourceDigests().containsKey(address)) {
            return "it is new in the config";
        }
        return now.resourceDigests().containsKey(address) ? "its file was changed" : "it is gone in the config";
    }
}

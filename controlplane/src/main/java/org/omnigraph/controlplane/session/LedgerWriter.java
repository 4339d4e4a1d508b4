package org.omnigraph.controlplane.session;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonValue;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.LedgerChange;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.ledger.PublishOutcome;
import org.omnigraph.state.ledger.ResourceEntry;
import org.omnigraph.state.store.StoreException;

/// Publishes a new state of the ledger for a command that holds the lock.
public final class LedgerWriter {
    private LedgerWriter() {}

    /// Publishes, after a last look at the lock.
    ///
    /// @param operation as the history shows it
    /// @param diagnostics grows by what went wrong
    /// @return the ledger as it now stands; nothing if the publish failed or nobody knows
    public static Optional<LedgerSnapshot> publish(
            ClusterSession session,
            LockHold hold,
            LedgerSnapshot from,
            ClusterState next,
            String operation,
            String actor,
            List<Diagnostic> diagnostics) {
        return publish(session, hold, from, next, operation, actor, Json.object(), diagnostics);
    }

    /// The same, with more that the history is to remember.
    ///
    /// @param remembered fields of the revision's summary
    public static Optional<LedgerSnapshot> publish(
            ClusterSession session,
            LockHold hold,
            LedgerSnapshot from,
            ClusterState next,
            String operation,
            String actor,
            ObjectNode remembered,
            List<Diagnostic> diagnostics) {
        try {
            LedgerChange change = new LedgerChange(operation, actor, summary(from.state(), next, remembered));
            return switch (session.ledger().publish(from, next, change, hold::lost)) {
                case PublishOutcome.Published published -> {
                    diagnostics.addAll(published.warnings());
                    yield Optional.of(published.snapshot());
                }
                case PublishOutcome.Lost(Diagnostic problem) -> {
                    diagnostics.add(problem);
                    yield Optional.empty();
                }
                case PublishOutcome.Unknown unknown -> {
                    hold.keep();
                    diagnostics.add(
                            hold.lockId().isEmpty()
                                    ? unknown.problem()
                                    : unknown.problem()
                                            .withHelp("The lock " + hold.lockId()
                                                    + " was left in place. Look at `omnigraph cluster history`, then run "
                                                    + "`omnigraph cluster force-unlock " + hold.lockId() + "`."));
                    yield Optional.empty();
                }
            };
        } catch (StoreException e) {
            diagnostics.add(Failures.of(e));
            return Optional.empty();
        }
    }

    private static JsonValue summary(ClusterState before, ClusterState after, ObjectNode remembered) {
        SortedSet<String> changed = new TreeSet<>();
        for (Map.Entry<String, ResourceEntry> entry : after.resources().entrySet()) {
            if (!entry.getValue().equals(before.resources().get(entry.getKey()))) {
                changed.add(entry.getKey());
            }
        }
        for (String address : before.resources().keySet()) {
            if (!after.resources().containsKey(address)) {
                changed.add(address);
            }
        }
        ObjectNode summary = Json.object();
        summary.setAll(remembered);
        ArrayNode list = summary.putArray("changed");
        changed.forEach(list::add);
        return JsonValue.owning(summary);
    }
}

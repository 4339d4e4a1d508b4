package org.omnigraph.state.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ListedObject;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.store.StoredObject;
import org.omnigraph.state.store.Survey;

/// The sidecars below `__cluster/recoveries/`.
///
/// A failing store is never taken for "none there": methods throw [StoreException] then, so that no graph moves while
/// nobody knows what is pending (reliability.md §3, R2).
public final class SidecarStore {
    /// Where they are kept.
    public static final KeyPrefix PREFIX = new KeyPrefix("__cluster/recoveries/");

    private static final long BYTES_MAX = 64 << 10;
    private static final String SUFFIX = ".json";

    private final ObjectStore store;

    public SidecarStore(ObjectStore store) {
        this.store = store;
    }

    /// Writes a new sidecar, durably. Nothing if that worked; otherwise `outcome_unknown`, and the graph must not be
    /// moved.
    public Optional<Diagnostic> write(Sidecar sidecar) {
        ObjectKey key = key(sidecar);
        return problem(key, store.putIfAbsent(key, Json.canonicalBytes(SidecarJson.toNode(sidecar))));
    }

    /// Replaces the sidecar of the same operation; same result as [#write].
    public Optional<Diagnostic> rewrite(Sidecar sidecar) {
        ObjectKey key = key(sidecar);
        return problem(key, store.put(key, Json.canonicalBytes(SidecarJson.toNode(sidecar))));
    }

    /// All of them, by key. Whatever lies there and is no sidecar is reported as unreadable: also a folder, a link or
    /// a pipe, of which nobody can say what it stands for.
    public List<SidecarEntry> list() {
        Survey survey = store.survey(PREFIX);
        List<SidecarEntry> entries = new ArrayList<>();
        for (ListedObject object : survey.objects()) {
            entryOf(object.key()).ifPresent(entries::add);
        }
        for (String stray : survey.strays()) {
            entries.add(invalid(stray, "it is no file"));
        }
        return entries;
    }

    /// Removes a sidecar whose outcome the ledger records; no error if it is gone.
    public void retire(Sidecar sidecar) {
        store.delete(key(sidecar));
    }

    private Optional<SidecarEntry> entryOf(ObjectKey key) {
        try {
            return store.get(key, BYTES_MAX).map(object -> read(key, object));
        } catch (StoreException e) {
            return Optional.of(invalid(key.value(), unreadable(e).orElseThrow(() -> e)));
        }
    }

    /// Why this one object cannot be read, or nothing if the store as a whole does not answer.
    private static Optional<String> unreadable(StoreException e) {
        return switch (e.code()) {
            case STORE_OBJECT_TOO_LARGE -> Optional.of("it is longer than any sidecar");
            case STORE_PERMISSION_DENIED, STORE_PATH_ESCAPES_ROOT, STORE_IO_ERROR ->
                Optional.of(String.valueOf(e.getMessage()));
            default -> Optional.empty();
        };
    }

    private SidecarEntry read(ObjectKey key, StoredObject object) {
        try {
            Sidecar sidecar = SidecarJson.parse(object.bytes());
            if (key(sidecar).equals(key)) {
                return new SidecarEntry.Valid(key, sidecar);
            }
            return invalid(key.value(), "it says that its operation is `" + sidecar.operationId() + "`");
        } catch (SidecarJson.UnsupportedVersionException e) {
            return new SidecarEntry.Unreadable(
                    key.value(),
                    Diagnostic.of(
                            DiagnosticCode.UNSUPPORTED_RECOVERY_SIDECAR_VERSION,
                            key.value(),
                            "The recovery record cannot be read: " + e.getMessage() + ". It blocks all work that"
                                    + " moves a graph."));
        } catch (InvalidJsonException | IllegalArgumentException e) {
            return invalid(key.value(), String.valueOf(e.getMessage()));
        }
    }

    private static SidecarEntry invalid(String name, String reason) {
        return new SidecarEntry.Unreadable(
                name,
                Diagnostic.of(
                        DiagnosticCode.INVALID_RECOVERY_SIDECAR,
                        name,
                        "The recovery record cannot be read (" + reason + "). It blocks all work that moves a graph"
                                + " until a person has looked at it."));
    }

    private static Optional<Diagnostic> problem(ObjectKey key, PutOutcome outcome) {
        return switch (outcome) {
            case PutOutcome.Written written -> Optional.empty();
            case PutOutcome.Exists exists -> Optional.of(unknown(key, "another one has this id"));
            case PutOutcome.Conflict conflict -> Optional.of(unknown(key, "it was changed meanwhile"));
            case PutOutcome.Unknown unknown -> Optional.of(unknown(key, unknown.reason()));
        };
    }

    private static Diagnostic unknown(ObjectKey key, String reason) {
        return Diagnostic.of(
                DiagnosticCode.OUTCOME_UNKNOWN,
                key.value(),
                "The recovery record may or may not be stored as it should (" + reason
                        + "); no graph was touched on its account.");
    }

    private static ObjectKey key(Sidecar sidecar) {
        return PREFIX.key(sidecar.operationId() + SUFFIX);
    }
}

package org.omnigraph.state.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonValue;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ListedObject;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.store.StoredObject;

/// The approvals below `__cluster/approvals/`. They are rewritten when used, and never deleted.
///
/// Methods throw [org.omnigraph.state.store.StoreException] if the store fails.
public final class ApprovalStore {
    /// Where they are kept.
    public static final KeyPrefix PREFIX = new KeyPrefix("__cluster/approvals/");

    private static final long BYTES_MAX = 64 << 10;
    private static final String SUFFIX = ".json";

    private final ObjectStore store;

    public ApprovalStore(ObjectStore store) {
        this.store = store;
    }

    /// Writes a new approval, durably. Nothing if that worked; otherwise `outcome_unknown`.
    public Optional<Diagnostic> write(Approval approval) {
        ObjectKey key = key(approval);
        return problem(key, store.putIfAbsent(key, Json.canonicalBytes(ApprovalJson.toNode(approval))));
    }

    /// Rewrites an approval as used. The ledger has recorded the use before, so failing here does no harm.
    public Optional<Diagnostic> markConsumed(Approval consumed) {
        ObjectKey key = key(consumed);
        return problem(key, store.put(key, Json.canonicalBytes(ApprovalJson.toNode(consumed))));
    }

    /// All of them, by key.
    public List<ApprovalEntry> list() {
        List<ApprovalEntry> entries = new ArrayList<>();
        for (ListedObject object : store.list(PREFIX)) {
            if (object.key().value().endsWith(SUFFIX)) {
                entryOf(object.key()).ifPresent(entries::add);
            }
        }
        return entries;
    }

    /// An approval as the ledger's `approval_records` keep it: the content of its file.
    public static JsonValue toJson(Approval approval) {
        return JsonValue.owning(ApprovalJson.toNode(approval));
    }

    private Optional<ApprovalEntry> entryOf(ObjectKey key) {
        try {
            return store.get(key, BYTES_MAX).map(found -> read(key, found));
        } catch (StoreException e) {
            if (e.code() == DiagnosticCode.STORE_OBJECT_TOO_LARGE) {
                return Optional.of(unreadable(key, "it is longer than any approval"));
            }
            throw e;
        }
    }

    private ApprovalEntry read(ObjectKey key, StoredObject object) {
        try {
            Approval approval = ApprovalJson.parse(object.bytes());
            if (key(approval).equals(key)) {
                return new ApprovalEntry.Valid(key, approval);
            }
            return unreadable(key, "it says that its id is `" + approval.approvalId() + "`");
        } catch (InvalidJsonException | IllegalArgumentException e) {
            return unreadable(key, String.valueOf(e.getMessage()));
        }
    }

    private ApprovalEntry unreadable(ObjectKey key, String reason) {
        return new ApprovalEntry.Unreadable(
                key,
                Diagnostic.of(
                        DiagnosticCode.INVALID_APPROVAL,
                        key.value(),
                        "The approval cannot be read (" + reason + "), so it authorises nothing."));
    }

    private static Optional<Diagnostic> problem(ObjectKey key, PutOutcome outcome) {
        return switch (outcome) {
            case PutOutcome.Written written -> Optional.empty();
            case PutOutcome.Exists exists -> Optional.of(unknown(key, "another approval has this id"));
            case PutOutcome.Conflict conflict -> Optional.of(unknown(key, "it was changed meanwhile"));
            case PutOutcome.Unknown unknown -> Optional.of(unknown(key, unknown.reason()));
        };
    }

    private static Diagnostic unknown(ObjectKey key, String reason) {
        return Diagnostic.of(
                DiagnosticCode.OUTCOME_UNKNOWN,
                key.value(),
                "The approval may or may not be stored as it should: " + reason + ".");
    }

    private static ObjectKey key(Approval approval) {
        return PREFIX.key(approval.approvalId() + SUFFIX);
    }
}

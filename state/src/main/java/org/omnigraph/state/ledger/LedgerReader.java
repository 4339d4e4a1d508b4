package org.omnigraph.state.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.omnigraph.state.commitlog.CommitLog;
import org.omnigraph.state.commitlog.CommitRecord;
import org.omnigraph.state.commitlog.LogEntry;
import org.omnigraph.state.commitlog.LogPosition;
import org.omnigraph.state.commitlog.RecordStub;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.digest.Sha256;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonValue;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.store.StoredObject;

/// Works out how `state.json` and the log stand to each other.
final class LedgerReader {
    private final CommitLog log;

    LedgerReader(CommitLog log) {
        this.log = log;
    }

    /// Reads the ledger, given `state.json` as it was found.
    LedgerReading read(Optional<StoredObject> file) {
        try {
            return file.isEmpty() ? withoutFile() : withFile(file.get().bytes());
        } catch (UnsupportedStateVersionException e) {
            return refused(
                    DiagnosticCode.UNSUPPORTED_STATE_VERSION,
                    Ledger.STATE_KEY.value(),
                    "The ledger cannot be read: " + e.getMessage() + ".");
        } catch (InvalidJsonException e) {
            return refused(
                    DiagnosticCode.INVALID_STATE_JSON,
                    Ledger.STATE_KEY.value(),
                    "The ledger cannot be read: " + e.getMessage() + ".");
        } catch (StoreException e) {
            if (e.code() == DiagnosticCode.INVALID_REVISION_RECORD) {
                return refused(e.code(), e.location(), "The ledger's log is damaged: " + e.getMessage() + ".");
            }
            throw e;
        }
    }

    /// True if a `state.json` with this digest and revision number is what some record says, or was taken in by one:
    /// it is then merely old.
    boolean isRecorded(long revision, String digest) {
        return stateDigestAt(revision).equals(digest)
                || adoptedDigestAt(revision + 1).equals(digest);
    }

    /// A revision as the history shows it.
    ///
    /// @throws StoreException with `invalid_revision_record` if the record holds no revision
    Revision revision(LogEntry entry) {
        return switch (entry) {
            case CommitRecord record -> revision(record, body(record));
            case RecordStub stub ->
                new Revision(
                        stub.version(),
                        "",
                        "",
                        "",
                        Instant.EPOCH,
                        Sha256.CAS_PREFIX + stub.stateDigest(),
                        stub.recordDigest(),
                        JsonValue.owning(Json.object()),
                        new RevisionContent.Expired());
        };
    }

    /// The body of a record of the ledger's log.
    ///
    /// @throws StoreException with `invalid_revision_record` if it is none
    RevisionBody body(CommitRecord record) {
        try {
            return RevisionBody.of(record);
        } catch (InvalidJsonException e) {
            throw invalidRecord(record, String.valueOf(e.getMessage()));
        }
    }

    private Revision revision(CommitRecord record, RevisionBody body) {
        return new Revision(
                record.version(),
                record.operation(),
                record.operationId(),
                record.actor(),
                record.at(),
                Sha256.CAS_PREFIX + body.stateDigest(),
                record.recordDigest(),
                body.summary(),
                new RevisionContent.Kept(state(record, body)));
    }

    private ClusterState state(CommitRecord record, RevisionBody body) {
        try {
            return body.parsedState();
        } catch (InvalidJsonException | UnsupportedStateVersionException e) {
            throw invalidRecord(record, String.valueOf(e.getMessage()));
        }
    }

    private StoreException invalidRecord(CommitRecord record, String reason) {
        return new StoreException(
                DiagnosticCode.INVALID_REVISION_RECORD,
                log.key(record.version()).value(),
                "record " + record.version() + " holds no state: " + reason);
    }

    private LedgerReading withoutFile() {
        Optional<CommitRecord> newest = log.head();
        if (newest.isEmpty()) {
            LedgerBase base = new LedgerBase(LedgerBase.Kind.NONE, LogPosition.EMPTY, "");
            return new LedgerReading.Usable(new LedgerSnapshot(ClusterState.EMPTY, "", List.of(), base));
        }
        return behind(newest.get(), "", "`state.json` is missing");
    }

    private LedgerReading withFile(byte[] bytes) {
        ClusterState state = StateJson.parse(bytes);
        String digest = Sha256.hex(bytes);
        Optional<CommitRecord> newest = log.headNear(state.stateRevision());
        if (newest.isEmpty()) {
            LogPosition before = LogPosition.before(state.stateRevision());
            return usable(state, digest, LedgerBase.Kind.ADOPTABLE, before, List.of(logMissing(state)));
        }
        CommitRecord record = newest.get();
        if (body(record).stateDigest().equals(digest)) {
            return usable(state, digest, LedgerBase.Kind.IN_STEP, record.position(), List.of());
        }
        if (state.stateRevision() == record.version()) {
            return usable(state, digest, LedgerBase.Kind.EDITED, record.position(), List.of(edited(record)));
        }
        if (isRecorded(state.stateRevision(), digest)) {
            return behind(record, Sha256.CAS_PREFIX + digest, "`state.json` is at revision " + state.stateRevision());
        }
        return refused(
                DiagnosticCode.STATE_EDIT_STALE,
                Ledger.STATE_KEY.value(),
                "`state.json` was edited by hand at revision " + state.stateRevision() + " (sha256:" + digest
                        + "), but the newest recorded revision is " + record.version() + " (sha256:"
                        + body(record).stateDigest() + "). Neither is used.");
    }

    private static LedgerReading usable(
            ClusterState state, String digest, LedgerBase.Kind kind, LogPosition position, List<Diagnostic> warnings) {
        String cas = Sha256.CAS_PREFIX + digest;
        return new LedgerReading.Usable(new LedgerSnapshot(state, cas, warnings, new LedgerBase(kind, position, cas)));
    }

    private LedgerReading behind(CommitRecord newest, String fileCas, String what) {
        RevisionBody body = body(newest);
        Diagnostic warning = Diagnostic.of(
                DiagnosticCode.STATE_HEAD_BEHIND,
                Ledger.STATE_KEY.value(),
                what + "; the newest recorded revision, " + newest.version() + ", is used.");
        LedgerBase base = new LedgerBase(LedgerBase.Kind.BEHIND, newest.position(), fileCas);
        return new LedgerReading.Usable(new LedgerSnapshot(
                state(newest, body), Sha256.CAS_PREFIX + body.stateDigest(), List.of(warning), base));
    }

    private static Diagnostic edited(CommitRecord record) {
        return Diagnostic.of(
                DiagnosticCode.STATE_EDITED_OUT_OF_BAND,
                Ledger.STATE_KEY.value(),
                "`state.json` is not what revision " + record.version() + " recorded: it was edited by hand. The edit"
                        + " is honoured, and the next publish records it as a revision of its own.");
    }

    /// An older folder and one whose history was removed look the same, so both are said.
    private static Diagnostic logMissing(ClusterState state) {
        return Diagnostic.of(
                DiagnosticCode.STATE_LOG_MISSING,
                Ledger.REVISIONS.value(),
                "`state.json` is at revision " + state.stateRevision() + ", and there is no record of that or any other"
                        + " revision: either no program that keeps them was here yet, or they were removed.");
    }

    private static LedgerReading refused(DiagnosticCode code, String path, String message) {
        return new LedgerReading.Refused(Diagnostic.of(code, path, message));
    }

    private String stateDigestAt(long revision) {
        return log.at(revision)
                .map(entry -> switch (entry) {
                    case CommitRecord record -> body(record).stateDigest();
                    case RecordStub stub -> stub.stateDigest();
                })
                .orElse("");
    }

    private String adoptedDigestAt(long revision) {
        return log.at(revision)
                .map(entry -> switch (entry) {
                    case CommitRecord record -> body(record).adoptedDigest();
                    case RecordStub stub -> "";
                })
                .orElse("");
    }
}

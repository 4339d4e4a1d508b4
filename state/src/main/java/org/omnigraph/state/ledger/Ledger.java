package org.omnigraph.state.ledger;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.omnigraph.state.commitlog.AppendOutcome;
import org.omnigraph.state.commitlog.CommitDraft;
import org.omnigraph.state.commitlog.CommitLog;
import org.omnigraph.state.commitlog.CommitRecord;
import org.omnigraph.state.commitlog.HeadHint;
import org.omnigraph.state.commitlog.LogEntry;
import org.omnigraph.state.commitlog.LogPosition;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.digest.Sha256;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonValue;
import org.omnigraph.state.store.Both;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.store.StoredObject;

/// The cluster's ledger below `__cluster/` (storage-protocol.md §3): a commit log whose records hold every revision's
/// whole state, and `state.json`, its head in the documented shape.
///
/// A publish from revision N, in order:
/// 1. look at `state.json` again: not what the command started from → [PublishOutcome.Lost];
/// 2. take in an older folder's file as record N, or a hand edit as record N+1 (nothing changes by that);
/// 3. create the next record: **the commit point**;
/// 4. move `state.json`; failing here is success with the warning `state_head_behind`.
///
/// Safe for use by many threads.
public final class Ledger {
    /// The ledger's head, readable by people and by `jq`.
    public static final ObjectKey STATE_KEY = new ObjectKey("__cluster/state.json");

    /// Where the revision records are.
    public static final KeyPrefix REVISIONS = new KeyPrefix("__cluster/revisions/");

    /// The operation of a record that takes over an older folder's `state.json`.
    public static final String OPERATION_ADOPT = "adopt";

    /// The operation of a record that takes in a hand-edited `state.json`.
    public static final String OPERATION_ADOPT_EDIT = "adopt_edit";

    private static final long STATE_BYTES_MAX = 128L << 20;
    private static final long RECORD_BYTES_MAX = 384L << 20;

    private final ObjectStore store;
    private final CommitLog log;
    private final LedgerReader reader;
    private final StateHead head;
    private final IdSource ids;
    private final InstantSource clock;

    /// @param clock for the time that records carry; nothing is decided by it
    public Ledger(ObjectStore store, IdSource ids, InstantSource clock) {
        this.store = store;
        this.log = new CommitLog(store, REVISIONS, HeadHint.none(), RECORD_BYTES_MAX);
        this.reader = new LedgerReader(log);
        this.head = new StateHead(store, STATE_KEY, STATE_BYTES_MAX, reader);
        this.ids = ids;
        this.clock = clock;
    }

    /// Reads the newest state. Changes nothing.
    ///
    /// @throws StoreException if the store fails
    public LedgerReading read() {
        return reader.read(store.get(STATE_KEY, STATE_BYTES_MAX));
    }

    /// Commits `next` as the revision after `from`, then moves `state.json`. The caller holds the lock; the log stays
    /// safe if it does not. The revision number in `next` is ignored.
    ///
    /// @throws StoreException if the store failed before anything was committed
    public PublishOutcome publish(LedgerSnapshot from, ClusterState next, LedgerChange change) {
        return publish(from, next, change, Optional::empty);
    }

    /// The same, with one more look beside the first: if `obstacle` finds something, nothing is published.
    ///
    /// @param obstacle looks without changing anything; what it finds is given back in [PublishOutcome.Lost]
    public PublishOutcome publish(
            LedgerSnapshot from, ClusterState next, LedgerChange change, Supplier<Optional<Diagnostic>> obstacle) {
        Both<Optional<Diagnostic>, Optional<StoredObject>> looks =
                store.beside(obstacle, () -> store.get(STATE_KEY, STATE_BYTES_MAX));
        if (looks.first().isPresent()) {
            return new PublishOutcome.Lost(looks.first().get());
        }
        Optional<StoredObject> file = looks.second();
        if (!casOf(file).equals(from.base().fileCas())) {
            return lost("`state.json` was changed since this command read it");
        }
        Optional<LogPosition> base = basePosition(from, file, change.actor());
        if (base.isEmpty()) {
            return lost("another command has recorded revision "
                    + from.base().position().nextVersion());
        }
        return commit(base.get(), file, next, change);
    }

    /// Moves a `state.json` that is behind to the newest record; every mutating command does so before anything else.
    /// Gives back the snapshot as it then stands: without the warning if that worked, as it was if not.
    public LedgerSnapshot advanceHead(LedgerSnapshot snapshot) {
        if (snapshot.base().kind() != LedgerBase.Kind.BEHIND) {
            return snapshot;
        }
        LogPosition newest = snapshot.base().position();
        try {
            Optional<LogEntry> entry = log.at(newest.version());
            boolean moved = entry.isPresent()
                    && entry.get() instanceof CommitRecord record
                    && head.advance(RevisionBody.of(record).stateBytes(), newest.version())
                            .isEmpty();
            return moved ? inStep(snapshot.state(), snapshot.stateCas(), newest) : snapshot;
        } catch (StoreException e) {
            return snapshot;
        }
    }

    /// The newest `limit` revisions, newest first.
    public List<Revision> history(int limit) {
        List<Revision> revisions = new ArrayList<>();
        Optional<LogEntry> entry = log.head().map(newest -> newest);
        while (entry.isPresent() && revisions.size() < limit) {
            revisions.add(reader.revision(entry.get()));
            long older = entry.get().version() - 1;
            entry = older < 0 ? Optional.empty() : log.at(older);
        }
        return revisions;
    }

    /// One revision, or nothing if the log has none of that number.
    public Optional<Revision> show(long revision) {
        return revision < 0 ? Optional.empty() : log.at(revision).map(reader::revision);
    }

    /// Rebuilds every state from the log and compares it with what was recorded, `state.json` included.
    public ReplayReport replay() {
        return replay(OptionalLong.empty());
    }

    /// The same, with the digests of revision `wanted` instead of the newest one's.
    public ReplayReport replay(OptionalLong wanted) {
        return new Replay(log, reader, store.location(REVISIONS.value())).run(read(), wanted);
    }

    /// The log behind, for garbage collection and for a check of the chain.
    public CommitLog log() {
        return log;
    }

    /// Where the new revision goes: after the newest record, which for an older folder or a hand edit is created
    /// first. Nothing if another writer was there.
    private Optional<LogPosition> basePosition(LedgerSnapshot from, Optional<StoredObject> file, String actor) {
        LedgerBase base = from.base();
        return switch (base.kind()) {
            case NONE, IN_STEP, BEHIND -> Optional.of(base.position());
            case ADOPTABLE -> {
                byte[] found = file.orElseThrow().bytes();
                JsonValue summary = note("the state.json of an older folder was taken over as it was");
                RevisionBody body = RevisionBody.adopted(from.state(), found, summary);
                yield adopt(base.position(), OPERATION_ADOPT, actor, body);
            }
            case EDITED -> {
                ClusterState edited =
                        from.state().withStateRevision(base.position().nextVersion());
                String digest = Sha256.hex(file.orElseThrow().bytes());
                JsonValue summary = note("a state.json that was edited by hand was taken in");
                RevisionBody body = RevisionBody.adoptedEdit(edited, digest, summary);
                yield adopt(base.position(), OPERATION_ADOPT_EDIT, actor, body);
            }
        };
    }

    private Optional<LogPosition> adopt(LogPosition at, String operation, String actor, RevisionBody body) {
        CommitDraft draft = new CommitDraft(ids.next(), operation, actor, clock.instant(), body.toJson());
        return switch (log.append(at, draft)) {
            case AppendOutcome.Committed committed ->
                Optional.of(committed.record().position());
            case AppendOutcome.Lost lost -> sameAdoption(lost.version(), operation, body);
            case AppendOutcome.Unknown unknown ->
                throw new StoreException(
                        DiagnosticCode.STORE_UNREACHABLE,
                        store.location(log.key(unknown.version()).value()),
                        "taking in the present state.json could not be confirmed, and nothing else was done: "
                                + unknown.reason());
        };
    }

    /// Another writer may have taken in the very same file; then its record is as good as ours.
    private Optional<LogPosition> sameAdoption(long version, String operation, RevisionBody ours) {
        Optional<LogEntry> entry = log.at(version);
        if (entry.isPresent()
                && entry.get() instanceof CommitRecord record
                && record.operation().equals(operation)) {
            RevisionBody theirs = RevisionBody.of(record);
            boolean same = theirs.stateDigest().equals(ours.stateDigest())
                    && theirs.adoptedDigest().equals(ours.adoptedDigest());
            return same ? Optional.of(record.position()) : Optional.empty();
        }
        return Optional.empty();
    }

    private PublishOutcome commit(
            LogPosition after, Optional<StoredObject> file, ClusterState next, LedgerChange change) {
        ClusterState state = next.withStateRevision(after.nextVersion());
        byte[] bytes = StateJson.print(state);
        if (bytes.length > STATE_BYTES_MAX) {
            throw new StoreException(
                    DiagnosticCode.STORE_OBJECT_TOO_LARGE,
                    store.location(STATE_KEY.value()),
                    "a state of " + bytes.length + " bytes is longer than the " + STATE_BYTES_MAX + " allowed");
        }
        JsonValue body = RevisionBody.published(state, bytes, change.summary()).toJson();
        CommitDraft draft = new CommitDraft(ids.next(), change.operation(), change.actor(), clock.instant(), body);
        return switch (log.append(after, draft)) {
            case AppendOutcome.Committed committed -> {
                LogPosition position = committed.record().position();
                String cas = Sha256.cas(bytes);
                yield head.advance(bytes, position.version(), file)
                        .map(reason -> behind(state, cas, position, reason))
                        .orElseGet(() -> new PublishOutcome.Published(inStep(state, cas, position), List.of()));
            }
            case AppendOutcome.Lost lost -> lost("another command has recorded revision " + lost.version());
            case AppendOutcome.Unknown unknown -> unknown(unknown);
        };
    }

    private PublishOutcome behind(ClusterState state, String cas, LogPosition position, String reason) {
        Diagnostic warning = Diagnostic.of(
                DiagnosticCode.STATE_HEAD_BEHIND,
                STATE_KEY.value(),
                "Revision " + position.version() + " is recorded, but `state.json` could not be moved to it: " + reason
                        + ".");
        // What the file holds now is not known; a snapshot that says so makes a further publish read again.
        LedgerBase base = new LedgerBase(LedgerBase.Kind.BEHIND, position, LedgerBase.UNKNOWN_CAS);
        return new PublishOutcome.Published(new LedgerSnapshot(state, cas, List.of(warning), base), List.of(warning));
    }

    private static LedgerSnapshot inStep(ClusterState state, String cas, LogPosition position) {
        return new LedgerSnapshot(state, cas, List.of(), new LedgerBase(LedgerBase.Kind.IN_STEP, position, cas));
    }

    private static PublishOutcome lost(String reason) {
        return new PublishOutcome.Lost(Diagnostic.of(
                DiagnosticCode.STATE_CAS_MISMATCH,
                STATE_KEY.value(),
                "The ledger is not what this command started from: " + reason + ". Nothing of this command was"
                        + " recorded."));
    }

    private PublishOutcome unknown(AppendOutcome.Unknown outcome) {
        return new PublishOutcome.Unknown(
                outcome.version(),
                outcome.operationId(),
                Diagnostic.of(
                                DiagnosticCode.OUTCOME_UNKNOWN,
                                log.key(outcome.version()).value(),
                                "Revision " + outcome.version() + " may or may not be recorded (" + outcome.reason()
                                        + "). Nothing was cleaned up.")
                        .withHelp("When the store answers again, `omnigraph cluster history show " + outcome.version()
                                + "` tells: if its operation id is " + outcome.operationId()
                                + ", the change was made."));
    }

    private static String casOf(Optional<StoredObject> file) {
        return file.map(object -> Sha256.cas(object.bytes())).orElse("");
    }

    private static JsonValue note(String text) {
        return JsonValue.owning(Json.object().put("note", text));
    }
}

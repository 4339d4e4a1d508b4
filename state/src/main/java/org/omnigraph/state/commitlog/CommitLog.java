package org.omnigraph.state.commitlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.store.Both;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ListedObject;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.store.StoredObject;

/// A numbered sequence of immutable records `<prefix><20-digit version>.json`, each created once
/// (storage-protocol.md §2). Creating record N+1 is the commit point: of any number of writers at N exactly one wins.
///
/// Invariants: versions have no gap from the first one on; a key is never freed; each record names the digest of its
/// predecessor. The log has its prefix to itself, but for a head hint whose name is not a version.
///
/// Safe for use by many threads. Methods throw [StoreException] if the store fails (nothing was changed then), or
/// with `invalid_revision_record` if a record that they need is damaged.
public final class CommitLog {
    /// How far to look for the head record by record.
    private static final int ONE_BY_ONE_MAX = 8;

    private static final Pattern RECORD_NAME = Pattern.compile("[0-9]{20}\\.json");
    private static final String SUFFIX = ".json";

    private final ObjectStore store;
    private final KeyPrefix prefix;
    private final HeadHint hint;
    private final long recordBytesMax;

    /// @param prefix the folder of the records; no other log's key starts with it
    /// @param recordBytesMax a longer record is refused, when reading as when writing
    public CommitLog(ObjectStore store, KeyPrefix prefix, HeadHint hint, long recordBytesMax) {
        this.store = store;
        this.prefix = prefix;
        this.hint = hint;
        this.recordBytesMax = recordBytesMax;
    }

    /// The newest record, or nothing if the log is empty.
    public Optional<CommitRecord> head() {
        OptionalLong hinted = hint.version();
        return hinted.isPresent() ? headFrom(hinted.getAsLong()) : headByListing();
    }

    /// The newest record, looked for from `version` on, which may be stale or wrong.
    public Optional<CommitRecord> headFrom(long version) {
        if (version < 0 || version == Long.MAX_VALUE) {
            return headByListing();
        }
        Optional<LogEntry> next = at(version + 1);
        return next.isPresent() ? Optional.of(newest(walkForward(next.get()))) : newestAt(at(version));
    }

    /// The same, where `version` most likely is the newest: it and the one after it are read at once.
    public Optional<CommitRecord> headNear(long version) {
        if (version < 0 || version == Long.MAX_VALUE) {
            return headByListing();
        }
        Both<Optional<LogEntry>, Optional<StoredObject>> found =
                store.beside(() -> at(version + 1), () -> stored(version));
        Optional<LogEntry> next = found.first();
        return next.isPresent()
                ? Optional.of(newest(walkForward(next.get())))
                : newestAt(found.second().map(object -> decoded(version, object)));
    }

    private Optional<CommitRecord> newestAt(Optional<LogEntry> entry) {
        return entry.isPresent() ? Optional.of(newest(entry.get())) : headByListing();
    }

    /// What stands at a version, or nothing if the log has not come there, or never had it.
    public Optional<LogEntry> at(long version) {
        return stored(version).map(object -> decoded(version, object));
    }

    private Optional<StoredObject> stored(long version) {
        return store.get(key(version), recordBytesMax);
    }

    private LogEntry decoded(long version, StoredObject object) {
        try {
            return RecordCodec.decode(version, object.bytes());
        } catch (InvalidJsonException e) {
            throw new StoreException(
                    DiagnosticCode.INVALID_REVISION_RECORD,
                    store.location(key(version).value()),
                    "record " + version + " is damaged: " + e.getMessage(),
                    e);
        }
    }

    /// Creates the record right after `expected`, then moves the head hint. Exactly one of all writers at one
    /// position is told `Committed`.
    public AppendOutcome append(LogPosition expected, CommitDraft draft) {
        RecordCodec.Encoded encoded = RecordCodec.encode(expected, draft);
        byte[] bytes = encoded.bytes().array();
        long version = encoded.record().version();
        ObjectKey key = key(version);
        if (bytes.length > recordBytesMax) {
            throw new StoreException(
                    DiagnosticCode.STORE_OBJECT_TOO_LARGE,
                    store.location(key.value()),
                    "a record of " + bytes.length + " bytes is longer than the " + recordBytesMax + " allowed");
        }
        return switch (store.putIfAbsent(key, bytes)) {
            case PutOutcome.Written written -> {
                hint.advance(version);
                yield new AppendOutcome.Committed(encoded.record());
            }
            case PutOutcome.Exists exists -> new AppendOutcome.Lost(version);
            case PutOutcome.Conflict conflict -> new AppendOutcome.Lost(version);
            case PutOutcome.Unknown unknown ->
                new AppendOutcome.Unknown(version, draft.operationId(), unknown.reason());
        };
    }

    /// The versions that stand in the log, ascending.
    public List<Long> versions() {
        return versionsIn(store.list(prefix));
    }

    /// At most `limit` entries from version `from` on, ascending.
    public List<LogEntry> range(long from, int limit) {
        List<LogEntry> entries = new ArrayList<>();
        for (long version = from; entries.size() < limit; version++) {
            Optional<LogEntry> entry = at(version);
            if (entry.isEmpty()) {
                break;
            }
            entries.add(entry.get());
        }
        return entries;
    }

    /// Reads every record and checks its digest, its number and its link to the predecessor.
    public ChainReport verifyChain() {
        ChainVerifier verifier = new ChainVerifier();
        for (long version : versions()) {
            String location = store.location(key(version).value());
            try {
                Optional<LogEntry> entry = at(version);
                if (entry.isPresent()) {
                    verifier.next(entry.get(), location);
                }
            } catch (StoreException e) {
                if (e.code() != DiagnosticCode.INVALID_REVISION_RECORD) {
                    throw e;
                }
                verifier.damaged(version, location, String.valueOf(e.getMessage()));
            }
        }
        return verifier.report();
    }

    /// Replaces an old record by a stub; its key stays taken for ever. The newest record is never replaced.
    public void expire(CommitRecord record, String stateDigest) {
        if (at(record.version() + 1).isEmpty()) {
            throw new IllegalArgumentException("record " + record.version() + " is the newest one");
        }
        RecordStub stub = new RecordStub(record.version(), record.recordDigest(), stateDigest);
        store.put(key(record.version()), RecordCodec.encodeStub(stub));
    }

    /// The key of the record with this number.
    public ObjectKey key(long version) {
        return prefix.key(String.format(Locale.ROOT, "%020d%s", version, SUFFIX));
    }

    /// The last entry from `from` on: a few are looked at one by one, since hints are seldom far behind. Beyond
    /// those, since versions have no gap, strides that double find a version that is not there, and halving the
    /// last one finds the first such: twice the logarithm of the distance, and never a listing, which on a disk
    /// reads the whole folder.
    private LogEntry walkForward(LogEntry from) {
        LogEntry newest = from;
        long absent = Long.MAX_VALUE;
        long stride = 1;
        while (newest.version() < absent - 1) {
            long version = absent == Long.MAX_VALUE
                    ? newest.version() + stride
                    : newest.version() + (absent - newest.version()) / 2;
            Optional<LogEntry> entry = at(version);
            if (entry.isPresent()) {
                newest = entry.get();
                stride = newest.version() - from.version() < ONE_BY_ONE_MAX ? 1 : stride * 2;
            } else {
                absent = version;
            }
        }
        return newest;
    }

    private Optional<CommitRecord> headByListing() {
        List<Long> versions = versions();
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        Optional<LogEntry> last = at(versions.getLast());
        return last.isEmpty() ? Optional.empty() : Optional.of(newest(walkForward(last.get())));
    }

    private CommitRecord newest(LogEntry entry) {
        return switch (entry) {
            case CommitRecord record -> record;
            case RecordStub stub ->
                throw new StoreException(
                        DiagnosticCode.INVALID_REVISION_RECORD,
                        store.location(key(stub.version()).value()),
                        "the newest record, " + stub.version() + ", has lost its content");
        };
    }

    private List<Long> versionsIn(List<ListedObject> objects) {
        List<Long> versions = new ArrayList<>(objects.size());
        for (ListedObject object : objects) {
            String name = object.key().value().substring(prefix.value().length());
            if (RECORD_NAME.matcher(name).matches()) {
                versionOf(name).ifPresent(versions::add);
            }
        }
        return versions;
    }

    private static OptionalLong versionOf(String name) {
        try {
            return OptionalLong.of(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())));
        } catch (NumberFormatException e) {
            // Twenty digits can say more than a version can be; such a file is not ours.
            return OptionalLong.empty();
        }
    }
}

package org.omnigraph.engine.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.omnigraph.state.commitlog.AppendOutcome;
import org.omnigraph.state.commitlog.CommitDraft;
import org.omnigraph.state.commitlog.CommitLog;
import org.omnigraph.state.commitlog.CommitRecord;
import org.omnigraph.state.commitlog.HeadHint;
import org.omnigraph.state.commitlog.LogEntry;
import org.omnigraph.state.commitlog.LogPosition;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.StoreException;

/// The commits of one branch. Records never change, so the newest one that was seen is kept, and finding the head
/// costs one request as long as nobody else writes. Safe for use by many threads.
public final class BranchLog {
    private static final long RECORD_BYTES_MAX = 16L << 20;

    private final GraphLayout layout;
    private final String branch;
    private final HeadHint hint;
    private final CommitLog log;
    private final AtomicReference<@Nullable BranchHead> newestSeen = new AtomicReference<>();

    public BranchLog(GraphLayout layout, String branch) {
        this.layout = layout;
        this.branch = branch;
        KeyPrefix prefix = layout.branch(branch);
        ObjectKey hintKey = prefix.key("head.json");
        this.hint = new SparseHeadHint(HeadHint.object(layout.root().store(), hintKey));
        this.log = new CommitLog(layout.root().store(), prefix, hint, RECORD_BYTES_MAX);
    }

    public String branch() {
        return branch;
    }

    /// The newest record, be it the one that ended the branch; nothing if the branch never was.
    public Optional<BranchHead> newest() {
        BranchHead seen = newestSeen.get();
        if (seen == null) {
            return log.head().map(this::remember);
        }
        Optional<LogEntry> next = log.at(seen.position().version() + 1);
        if (next.isEmpty()) {
            return Optional.of(seen);
        }
        return log.headFrom(next.get().version()).map(this::remember);
    }

    /// The commit of a version that a listing shows; nothing if it is not there after all, or has lost its content.
    public Optional<GraphCommit> at(long version) {
        BranchHead seen = newestSeen.get();
        return seen != null && seen.position().version() == version
                ? Optional.of(seen.commit())
                : log.at(version).filter(CommitRecord.class::isInstance).map(entry -> decode((CommitRecord) entry));
    }

    /// A version that the log has reached at some time, if one is remembered beside it.
    public OptionalLong reached() {
        return hint.version();
    }

    /// The key of a version's record.
    public ObjectKey key(long version) {
        return log.key(version);
    }

    /// The head; nothing if there is no such branch (any more).
    public Optional<BranchHead> head() {
        return newest().filter(head -> !head.commit().operation().equals(GraphCommit.BRANCH_DELETED));
    }

    /// Publishes a commit right after `after`.
    ///
    /// @param commit with the version that follows
    public AppendOutcome append(LogPosition after, GraphCommit commit) {
        CommitDraft draft = new CommitDraft(
                commit.id(),
                commit.operation(),
                commit.actor(),
                commit.createdAt(),
                commit.body(layout.root().prefix()));
        AppendOutcome outcome = log.append(after, draft);
        if (outcome instanceof AppendOutcome.Committed(CommitRecord record)) {
            remember(record);
        }
        return outcome;
    }

    /// The id of a branch's first commit.
    ///
    /// @param ulid a fresh one
    public static String firstId(String ulid, String branch) {
        return CommitId.of(ulid, branch, LogPosition.EMPTY.nextVersion());
    }

    /// Retained commits from a version on, newest first; as many requests as commits.
    ///
    /// @param limit at most so many
    public List<GraphCommit> history(long newest, int limit) {
        List<GraphCommit> commits = new ArrayList<>();
        for (long version = newest; version > 0 && commits.size() < limit; version--) {
            Optional<LogEntry> entry = log.at(version);
            if (entry.isEmpty()) {
                break;
            }
            if (entry.get() instanceof CommitRecord record) {
                commits.add(decode(record));
            }
        }
        return commits;
    }

    /// The commit with this id: at most one request, and none for an id that this branch cannot have.
    public Optional<GraphCommit> find(String commitId) {
        OptionalLong version = CommitId.versionOn(branch, commitId);
        if (version.isEmpty()) {
            return Optional.empty();
        }
        return at(version.getAsLong()).filter(commit -> commit.id().equals(commitId));
    }

    private BranchHead remember(CommitRecord record) {
        BranchHead head = new BranchHead(decode(record), record.position());
        newestSeen.accumulateAndGet(
                head,
                (old, fresh) -> old != null
                                && old.position().version() > head.position().version()
                        ? old
                        : fresh);
        return head;
    }

    private GraphCommit decode(CommitRecord record) {
        try {
            return GraphCommit.of(record, layout.root().prefix());
        } catch (InvalidJsonException | IllegalArgumentException e) {
            String location =
                    layout.root().store().location(log.key(record.version()).value());
            throw new StoreException(
                    DiagnosticCode.INVALID_REVISION_RECORD,
                    location,
                    "graph commit " + record.version() + " of branch `" + branch + "` is damaged: " + e.getMessage(),
                    e);
        }
    }
}

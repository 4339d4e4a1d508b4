package org.omnigraph.engine.commit;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.table.GraphSnapshot;
import org.omnigraph.engine.table.TableRef;
import org.omnigraph.state.commitlog.AppendOutcome;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.store.StoreException;

/// Makes graph commits, in these steps: read the head; let the writer validate and stage on it; append one record,
/// which is the commit point; read `format.json` again, and acknowledge only if it still names this incarnation
/// (engine.md). A lost append starts over, unless the write depends on the head that it was computed from.
///
/// Writers of one process wait for one another, so that only other processes are raced against.
public final class CommitPublisher {
    private static final int ATTEMPTS_MAX = 16;

    private final GraphStore store;
    private final String graphId;
    private final IdSource ids;
    private final InstantSource clock;
    private final Consumer<String> purge;
    private final ReentrantLock oneAtATime = new ReentrantLock(true);

    /// What a writer wants the graph to be after its commit.
    ///
    /// @param schema the schema's name, or [SchemaFiles.Name#UNCHANGED]
    /// @param purged see [GraphCommit#purged]
    /// @param discard removes what was staged for this draft alone; called only when no commit can name it
    public record Draft(
            SchemaFiles.Name schema, SortedMap<String, TableRef> tables, List<String> purged, Runnable discard) {
        /// A draft for which no file was written.
        public Draft(SchemaFiles.Name schema, SortedMap<String, TableRef> tables, List<String> purged) {
            this(schema, tables, purged, () -> {});
        }

        /// The same schema, other tables.
        public static Draft ofTables(SortedMap<String, TableRef> tables, Runnable discard) {
            return new Draft(SchemaFiles.Name.UNCHANGED, tables, List.of(), discard);
        }
    }

    /// Validates and stages on one head. May be called several times.
    @FunctionalInterface
    public interface Preparation {
        /// Returns what to commit, or nothing if nothing changes. Leaves no file behind if it throws.
        Optional<Draft> prepare(GraphSnapshot head);
    }

    /// @param purge removes all files of a table, named by its last metadata; may be called again for the same one
    public CommitPublisher(
            GraphStore store, String graphId, IdSource ids, InstantSource clock, Consumer<String> purge) {
        this.store = store;
        this.graphId = graphId;
        this.ids = ids;
        this.clock = clock;
        this.purge = purge;
    }

    /// Reads, or does what a write needs to read beforehand and publishes. A file that is missing because its graph
    /// was deleted meanwhile is no damage: then `NotFound` says so.
    public <T> T whileGraphStands(Supplier<T> write) {
        try {
            return write.get();
        } catch (StoreException e) {
            throw isDeleted() ? (GraphException) deleted().initCause(e) : e;
        }
    }

    /// Publishes one commit for which nothing was staged before.
    public Optional<CommitInfo> publish(
            WriteContext context, String operation, String expectedCommit, Preparation preparation) {
        return publish(context, operation, expectedCommit, preparation, () -> {});
    }

    /// Publishes one commit.
    ///
    /// @param expectedCommit the head that the write was computed from, or empty if it holds on any
    /// @param discard removes what was staged before; called, whatever ends the write, when it is certain that no
    /// commit names it
    /// @return the commit, or nothing if the preparation had nothing to commit
    /// @throws GraphException with `HeadMoved`, `PreconditionFailed`, `OutcomeUnknown`, `NotFound`
    public Optional<CommitInfo> publish(
            WriteContext context, String operation, String expectedCommit, Preparation preparation, Runnable discard) {
        Appending appending = new Appending();
        oneAtATime.lock();
        try {
            return attempt(context, operation, expectedCommit, preparation, appending);
        } finally {
            oneAtATime.unlock();
            if (!appending.mayStand) {
                discard.run();
            }
        }
    }

    /// Whether a record that names what was staged may stand in the log.
    private static final class Appending {
        private boolean mayStand;

        /// Appends. What throws anything else than [StoreException], which promises that nothing was changed, may
        /// have appended before.
        AppendOutcome append(BranchLog log, BranchHead head, GraphCommit commit, Runnable discard) {
            mayStand = true;
            try {
                AppendOutcome outcome = log.append(head.position(), commit);
                mayStand = !(outcome instanceof AppendOutcome.Lost);
                return outcome;
            } catch (StoreException e) {
                mayStand = false;
                throw e;
            } finally {
                if (!mayStand) {
                    discard.run();
                }
            }
        }
    }

    /// Removes the files of what a commit dropped for good, as far as they are still there. Every commit that follows
    /// it does this first, so that only the head can have left any.
    public void purge(GraphCommit commit) {
        commit.purged().forEach(purge);
    }

    private Optional<CommitInfo> attempt(
            WriteContext context,
            String operation,
            String expectedCommit,
            Preparation preparation,
            Appending appending) {
        BranchLog log = store.log(context.branch());
        String firstSeen = "";
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            BranchHead head = store.head(context.branch());
            String headId = head.commit().id();
            firstSeen = firstSeen.isEmpty() ? headId : firstSeen;
            check(context, expectedCommit, headId);
            purge(head.commit());
            Optional<Draft> draft = preparation.prepare(store.snapshot(head.commit()));
            if (draft.isEmpty()) {
                return Optional.empty();
            }
            GraphCommit commit = commit(context, operation, head, draft.get());
            switch (appending.append(log, head, commit, draft.get().discard())) {
                case AppendOutcome.Committed _ -> {
                    confirmIncarnation();
                    purgeAfter(commit);
                    return Optional.of(commit.info());
                }
                case AppendOutcome.Unknown(long version, String operationId, String reason) ->
                    throw outcomeUnknown("commit " + operationId + " may stand at version " + version + " of branch `"
                            + context.branch() + "`: " + reason);
                case AppendOutcome.Lost _ -> {
                    // Someone else took the version; look at the new head.
                }
            }
        }
        throw headMoved(firstSeen, store.head(context.branch()).commit().id());
    }

    /// True if files are missing because they were deleted with their graph; false if nobody can tell.
    private boolean isDeleted() {
        try {
            return !names(GraphFormat.read(store.layout().root()));
        } catch (InvalidJsonException | StoreException e) {
            return false;
        }
    }

    private boolean names(Optional<GraphFormat> format) {
        return format.isPresent()
                && format.get().incarnation().equals(store.layout().incarnation());
    }

    private GraphException deleted() {
        return new GraphException(
                DiagnosticCode.GRAPH_NOT_FOUND,
                "The graph `" + graphId + "` was deleted while it was being used; nothing that exists now was changed.",
                new GraphFailure.NotFound("graph", graphId));
    }

    private void purgeAfter(GraphCommit commit) {
        try {
            purge(commit);
        } catch (StoreException e) {
            throw new StoreException(
                    e.code(),
                    e.location(),
                    "The schema was applied as commit " + commit.id()
                            + ", but the files of what it dropped are not all removed yet: " + e.getMessage()
                            + " The same command goes on with it.",
                    e);
        }
    }

    private GraphCommit commit(WriteContext context, String operation, BranchHead head, Draft draft) {
        boolean sameSchema = draft.schema().equals(SchemaFiles.Name.UNCHANGED);
        return new GraphCommit(
                CommitId.of(ids.next(), context.branch(), head.position().nextVersion()),
                List.of(head.commit().id()),
                context.branch(),
                head.position().nextVersion(),
                context.actor(),
                clock.instant(),
                operation,
                sameSchema ? head.commit().schemaDigest() : draft.schema().schemaDigest(),
                sameSchema ? head.commit().identityDigest() : draft.schema().identityDigest(),
                draft.tables(),
                draft.purged(),
                context.requestId());
    }

    private static void check(WriteContext context, String expectedCommit, String headId) {
        if (!context.ifCommit().isEmpty() && !context.ifCommit().equals(headId)) {
            throw preconditionFailed(context, headId);
        }
        if (!expectedCommit.isEmpty() && !expectedCommit.equals(headId)) {
            throw headMoved(expectedCommit, headId);
        }
    }

    /// A process that slept while its graph was deleted has appended to a log that nobody reads.
    private void confirmIncarnation() {
        Optional<GraphFormat> format;
        try {
            format = GraphFormat.read(store.layout().root());
        } catch (InvalidJsonException | StoreException e) {
            throw outcomeUnknown("`format.json` cannot be read after the commit: " + e.getMessage());
        }
        if (!names(format)) {
            throw deleted();
        }
    }

    /// What a write is refused with whose `if-commit` does not hold.
    public static GraphException preconditionFailed(WriteContext context, String headId) {
        return new GraphException(
                DiagnosticCode.WRITE_CONFLICT,
                "The head of `" + context.branch() + "` is " + headId + ", not " + context.ifCommit()
                        + "; nothing was changed.",
                new GraphFailure.PreconditionFailed(context.ifCommit(), headId));
    }

    /// What a write is refused with that was computed from an older head.
    public static GraphException headMoved(String expected, String actual) {
        return new GraphException(
                DiagnosticCode.WRITE_CONFLICT,
                "The branch moved from " + expected + " to " + actual
                        + " while the change was being made; nothing of it was applied. Try again.",
                new GraphFailure.HeadMoved(expected, actual));
    }

    private static GraphException outcomeUnknown(String reason) {
        return new GraphException(
                DiagnosticCode.OUTCOME_UNKNOWN,
                "The write may or may not have landed: " + reason,
                new GraphFailure.OutcomeUnknown(reason));
    }
}

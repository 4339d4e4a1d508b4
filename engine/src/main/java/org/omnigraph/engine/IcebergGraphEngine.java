package org.omnigraph.engine;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.omnigraph.catalog.schema.AcceptedSchema;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.DamagedFile;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphEngine;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.GraphProbe;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.commit.BranchHead;
import org.omnigraph.engine.commit.BranchLog;
import org.omnigraph.engine.commit.GraphCommit;
import org.omnigraph.engine.commit.GraphFormat;
import org.omnigraph.engine.commit.GraphLayout;
import org.omnigraph.engine.commit.GraphStore;
import org.omnigraph.engine.commit.SchemaFiles;
import org.omnigraph.engine.iceberg.IcebergTables;
import org.omnigraph.engine.iceberg.StagedFiles;
import org.omnigraph.engine.maintain.GraphInspection;
import org.omnigraph.engine.table.QueryRunner;
import org.omnigraph.engine.table.TableRef;
import org.omnigraph.state.commitlog.AppendOutcome;
import org.omnigraph.state.commitlog.LogPosition;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoreException;

/// Graphs on Iceberg tables. Probing a root and opening a graph load no Iceberg class; reading or writing rows does.
public final class IcebergGraphEngine implements GraphEngine {
    private final QueryRunner queries;
    private final IdSource ids;
    private final InstantSource clock;
    private final Path spillFolder;
    private final Consumer<Diagnostic> notices;

    /// @param queries runs `.gq` sources
    /// @param spillFolder an existing folder for temporary files of large writes
    /// @param notices told what an operator should know although the work goes on; called by any thread
    public IcebergGraphEngine(
            QueryRunner queries, IdSource ids, InstantSource clock, Path spillFolder, Consumer<Diagnostic> notices) {
        this.notices = notices;
        this.queries = queries;
        this.ids = ids;
        this.clock = clock;
        this.spillFolder = spillFolder;
    }

    @Override
    public String newIncarnation() {
        return ids.next();
    }

    @Override
    public GraphProbe probe(GraphRoot root) {
        Optional<GraphFormat> format;
        try {
            format = GraphFormat.read(root);
        } catch (InvalidJsonException e) {
            return new GraphProbe.Unreadable(String.valueOf(e.getMessage()));
        }
        if (format.isEmpty()) {
            Optional<String> foreign = GraphLayout.foreignFile(root);
            if (foreign.isPresent()) {
                return new GraphProbe.Unreadable("there are files that are not ours, such as `" + foreign.get() + "`");
            }
            List<String> incarnations = GraphLayout.incarnations(root);
            return incarnations.isEmpty() ? new GraphProbe.Absent() : new GraphProbe.Partial(incarnations);
        }
        String incarnation = format.get().incarnation();
        try {
            return main(root, incarnation).head().isPresent()
                    ? new GraphProbe.Present(format.get().graphId(), incarnation)
                    : new GraphProbe.Partial(List.of(incarnation));
        } catch (StoreException e) {
            if (e.code() == DiagnosticCode.INVALID_REVISION_RECORD) {
                return new GraphProbe.Unreadable(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /// Steps: schema files; one empty table a type; the first commit of `main`; `format.json`. Until the last,
    /// nothing that was written is a graph.
    @Override
    public CommitInfo init(GraphRoot root, String graphId, String incarnation, SchemaModel schema, String actor) {
        Optional<GraphFormat> present = format(root);
        if (present.isPresent()) {
            if (!present.get().incarnation().equals(incarnation)) {
                throw alreadyExists(root);
            }
            return head(root, incarnation).commit().info();
        }
        GraphLayout layout = new GraphLayout(root, incarnation);
        GraphCommit first = firstCommit(layout, schema, actor);
        GraphFormat format = new GraphFormat(graphId, incarnation, clock.instant());
        return switch (root.store().putIfAbsent(GraphLayout.format(root), format.encode())) {
            case PutOutcome.Written _ -> first.info();
            case PutOutcome.Exists _, PutOutcome.Conflict _ -> {
                Optional<GraphFormat> winner = format(root);
                if (winner.isPresent() && winner.get().incarnation().equals(incarnation)) {
                    yield first.info();
                }
                root.store().deletePrefix(layout.folder());
                throw alreadyExists(root);
            }
            case PutOutcome.Unknown(String reason) ->
                throw outcomeUnknown("the graph at " + root.location() + " may have been made: " + reason);
        };
    }

    @Override
    public Graph open(GraphRoot root) {
        return switch (probe(root)) {
            case GraphProbe.Absent() ->
                throw new GraphException(
                        DiagnosticCode.GRAPH_NOT_FOUND,
                        "There is no graph at " + root.location() + ".",
                        new GraphFailure.NotFound("graph", root.location()));
            case GraphProbe.Partial _ ->
                throw notOpenable(root, "the graph is incomplete: its creation or deletion did not finish");
            case GraphProbe.Unreadable(String reason) -> throw notOpenable(root, reason);
            case GraphProbe.Present(String graphId, String incarnation) -> {
                GraphStore store = new GraphStore(new GraphLayout(root, incarnation));
                yield new IcebergGraph(graphId, store, queries, ids, clock, notices, spillFolder);
            }
        };
    }

    @Override
    public List<DamagedFile> inspect(GraphRoot root) {
        Optional<GraphFormat> format = readable(root);
        if (format.isEmpty()) {
            return List.of();
        }
        List<DamagedFile> damaged = new GraphInspection(
                        new GraphStore(new GraphLayout(root, format.get().incarnation())))
                .run();
        // What is missing because the graph was deleted meanwhile is no damage.
        return damaged.isEmpty() || readable(root).equals(format) ? damaged : List.of();
    }

    private static Optional<GraphFormat> readable(GraphRoot root) {
        try {
            return GraphFormat.read(root);
        } catch (InvalidJsonException e) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(GraphRoot root, String incarnation) {
        if (incarnation.isEmpty()) {
            return;
        }
        Optional<GraphFormat> format = format(root);
        if (format.isPresent() && format.get().incarnation().equals(incarnation)) {
            root.store().delete(GraphLayout.format(root));
        }
        root.store().deletePrefix(new GraphLayout(root, incarnation).folder());
    }

    @Override
    public void close() {
        // Caches go with the graphs that hold them.
    }

    private GraphCommit firstCommit(GraphLayout layout, SchemaModel schema, String actor) {
        AcceptedSchema accepted = AcceptedSchema.initial(schema);
        SchemaFiles.Name name = new SchemaFiles(layout).write(accepted);
        IcebergTables tables = new IcebergTables(layout.root(), layout.incarnation(), ids, clock, notices);
        StagedFiles staged = tables.staging();
        SortedMap<String, TableRef> made = new TreeMap<>();
        for (EntityType type : schema.nodes().values()) {
            made.put(type.tableName(), tables.create(type, accepted.identity(), staged));
        }
        for (EntityType type : schema.edges().values()) {
            made.put(type.tableName(), tables.create(type, accepted.identity(), staged));
        }
        BranchLog log = new BranchLog(layout, ReadTarget.MAIN_BRANCH);
        GraphCommit first = new GraphCommit(
                BranchLog.firstId(ids.next(), ReadTarget.MAIN_BRANCH),
                List.of(),
                ReadTarget.MAIN_BRANCH,
                LogPosition.EMPTY.nextVersion(),
                actor,
                clock.instant(),
                "init",
                name.schemaDigest(),
                name.identityDigest(),
                made,
                List.of(),
                "");
        return switch (log.append(LogPosition.EMPTY, first)) {
            case AppendOutcome.Committed _ -> first;
            case AppendOutcome.Lost _ -> continueInterrupted(layout, name);
            case AppendOutcome.Unknown unknown -> throw outcomeUnknown(unknown.reason());
        };
    }

    /// An earlier init of the same incarnation came as far as its first commit.
    private GraphCommit continueInterrupted(GraphLayout layout, SchemaFiles.Name name) {
        GraphCommit found = head(layout.root(), layout.incarnation()).commit();
        if (!found.schemaDigest().equals(name.schemaDigest())) {
            throw alreadyExists(layout.root());
        }
        return found;
    }

    private static BranchLog main(GraphRoot root, String incarnation) {
        return new BranchLog(new GraphLayout(root, incarnation), ReadTarget.MAIN_BRANCH);
    }

    private static BranchHead head(GraphRoot root, String incarnation) {
        return main(root, incarnation).head().orElseThrow(() -> notOpenable(root, "`main` has no commit"));
    }

    private static Optional<GraphFormat> format(GraphRoot root) {
        try {
            return GraphFormat.read(root);
        } catch (InvalidJsonException e) {
            throw notOpenable(root, String.valueOf(e.getMessage()));
        }
    }

    private static GraphException alreadyExists(GraphRoot root) {
        return new GraphException(
                DiagnosticCode.GRAPH_ALREADY_EXISTS,
                "There is a graph at " + root.location() + " already.",
                new GraphFailure.AlreadyExists(root.location()));
    }

    private static GraphException notOpenable(GraphRoot root, String reason) {
        return new GraphException(
                DiagnosticCode.GRAPH_PARTIAL,
                "The graph at " + root.location() + " cannot be opened: " + reason + ".",
                new GraphFailure.NotOpenable(reason));
    }

    private static GraphException outcomeUnknown(String reason) {
        return new GraphException(
                DiagnosticCode.OUTCOME_UNKNOWN,
                "The write may or may not have landed: " + reason,
                new GraphFailure.OutcomeUnknown(reason));
    }
}

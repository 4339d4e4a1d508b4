package org.omnigraph.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.schema.AcceptedSchema;
import org.omnigraph.catalog.schema.MigrationPlan;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.engine.api.ChangeResult;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.DropMode;
import org.omnigraph.engine.api.GateRequest;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.LoadResult;
import org.omnigraph.engine.api.ProgressListener;
import org.omnigraph.engine.api.ReadResult;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.RowSink;
import org.omnigraph.engine.api.SchemaApplyResult;
import org.omnigraph.engine.api.SnapshotInfo;
import org.omnigraph.engine.api.TableInfo;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.commit.CommitPublisher;
import org.omnigraph.engine.commit.GraphCommit;
import org.omnigraph.engine.commit.GraphStore;
import org.omnigraph.engine.iceberg.IcebergTables;
import org.omnigraph.engine.image.SpillSpace;
import org.omnigraph.engine.load.ChangeWriter;
import org.omnigraph.engine.load.Exporter;
import org.omnigraph.engine.load.Loader;
import org.omnigraph.engine.migrate.SchemaMigration;
import org.omnigraph.engine.table.GraphAccess;
import org.omnigraph.engine.table.GraphSnapshot;
import org.omnigraph.engine.table.GraphWriter;
import org.omnigraph.engine.table.QueryRunner;
import org.omnigraph.engine.table.TableReader;
import org.omnigraph.engine.table.TableRef;
import org.omnigraph.engine.work.WorkScope;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.store.StoreException;

/// One incarnation of a graph, open.
final class IcebergGraph implements Graph {
    private static final String CHANGE = "change";
    private static final String SCHEMA_APPLY = "schema_apply";

    private final String graphId;
    private final GraphStore store;
    private final QueryRunner queries;
    private final IdSource ids;
    private final Path spillFolder;
    private final CommitPublisher publisher;
    private final Supplier<IcebergTables> tables;
    private final GraphAccess access = new Access();

    IcebergGraph(
            String graphId,
            GraphStore store,
            QueryRunner queries,
            IdSource ids,
            InstantSource clock,
            Consumer<Diagnostic> notices,
            Path spillFolder) {
        this.graphId = graphId;
        this.store = store;
        this.queries = queries;
        this.ids = ids;
        this.spillFolder = spillFolder;
        this.tables = new LazyTables(store, ids, clock, notices);
        this.publisher = new CommitPublisher(
                store, graphId, ids, clock, metadataKey -> tables.get().purge(metadataKey));
    }

    /// Loads no Iceberg class before a table is needed.
    private static final class LazyTables implements Supplier<IcebergTables> {
        private final GraphStore store;
        private final IdSource ids;
        private final InstantSource clock;
        private final Consumer<Diagnostic> notices;
        private @Nullable IcebergTables made;

        LazyTables(GraphStore store, IdSource ids, InstantSource clock, Consumer<Diagnostic> notices) {
            this.store = store;
            this.ids = ids;
            this.clock = clock;
            this.notices = notices;
        }

        @Override
        public synchronized IcebergTables get() {
            if (made == null) {
                made = new IcebergTables(store.layout().root(), store.layout().incarnation(), ids, clock, notices);
            }
            return made;
        }
    }

    @Override
    public String graphId() {
        return graphId;
    }

    @Override
    public String incarnation() {
        return store.layout().incarnation();
    }

    @Override
    public GraphRoot root() {
        return store.layout().root();
    }

    @Override
    public CommitInfo head(ReadTarget target) {
        return store.commit(target).info();
    }

    @Override
    public AcceptedSchema schema(ReadTarget target) {
        return access.snapshot(target).schema();
    }

    @Override
    public SnapshotInfo snapshot(ReadTarget target) {
        GraphCommit commit = store.commit(target);
        List<TableInfo> infos = new ArrayList<>();
        for (TableRef table : commit.tables().values()) {
            String key = table.metadataKey();
            String path = TableRef.folder(key).substring(root().prefix().value().length());
            infos.add(new TableInfo(
                    table.kind(),
                    table.typeName(),
                    path,
                    root().store().location(key),
                    table.sequenceNumber(),
                    table.rows()));
        }
        infos.sort(
                Comparator.comparing((TableInfo info) -> info.kind().wireName()).thenComparing(TableInfo::typeName));
        return new SnapshotInfo(commit.info(), infos);
    }

    @Override
    public ReadResult query(String source, String name, ObjectNode params, ReadTarget target) {
        return queries.query(access, source, name, params, target);
    }

    @Override
    public long query(String source, String name, ObjectNode params, ReadTarget target, RowSink sink) {
        return queries.query(access, source, name, params, target, sink);
    }

    @Override
    public ChangeResult mutate(String source, String name, ObjectNode params, WriteContext context) {
        context.gate().check(context.actor(), new GateRequest(CHANGE, context.branch(), ""));
        return queries.mutate(access, source, name, params, context);
    }

    @Override
    public LoadResult load(InputStream ndjson, LoadMode mode, WriteContext context, ProgressListener progress) {
        context.gate().check(context.actor(), new GateRequest(CHANGE, context.branch(), ""));
        return inScope("the load", () -> publisher.whileGraphStands(() -> loaded(ndjson, mode, context, progress)));
    }

    /// In the scope of the request, or in one without a deadline, as at a terminal.
    private <T> T inScope(String what, ScopedValue.CallableOp<T, RuntimeException> work) {
        return WorkScope.within(() -> WorkScope.withoutDeadline(queries.memory(), what), work);
    }

    private LoadResult loaded(InputStream ndjson, LoadMode mode, WriteContext context, ProgressListener progress) {
        GraphSnapshot base = access.snapshot(new ReadTarget.Branch(context.branch()));
        String head = base.commit().graphCommitId();
        if (!context.ifCommit().isEmpty() && !context.ifCommit().equals(head)) {
            throw CommitPublisher.preconditionFailed(context, head);
        }
        try (SpillSpace spill = new SpillSpace(spillFolder)) {
            return new Loader(publisher, tables.get(), ids, spill, mode, context, base).load(ndjson, progress);
        }
    }

    @Override
    public long export(ReadTarget target, List<String> typeNames, OutputStream out) {
        GraphSnapshot snapshot = access.snapshot(target);
        SchemaModel schema = snapshot.schema().model();
        for (String name : typeNames) {
            if (schema.node(name).isEmpty() && schema.edge(name).isEmpty()) {
                throw new GraphException(
                        DiagnosticCode.INVALID_USAGE,
                        "The graph has no type `" + name + "`.",
                        new GraphFailure.BadRequest("the graph has no type `" + name + "`"));
            }
        }
        return inScope("the export", () -> new Exporter(snapshot, access.reader()).export(Set.copyOf(typeNames), out));
    }

    @Override
    public MigrationPlan schemaPlan(SchemaModel desired, DropMode drops) {
        return SchemaMigration.plan(access.snapshot(ReadTarget.MAIN), desired, drops, tables)
                .plan();
    }

    @Override
    public SchemaApplyResult schemaApply(SchemaModel desired, DropMode drops, WriteContext context) {
        if (!context.branch().equals(ReadTarget.MAIN_BRANCH)) {
            throw new GraphException(
                    DiagnosticCode.INVALID_USAGE,
                    "A schema is applied to `main` only.",
                    new GraphFailure.BadRequest("a schema is applied to `main` only"));
        }
        context.gate().check(context.actor(), new GateRequest(SCHEMA_APPLY, "", ReadTarget.MAIN_BRANCH));
        return inScope("the migration", () -> publisher.whileGraphStands(() -> migrated(desired, drops, context)));
    }

    private SchemaApplyResult migrated(SchemaModel desired, DropMode drops, WriteContext context) {
        GraphCommit current = store.commit(ReadTarget.MAIN);
        GraphSnapshot base = store.snapshot(current);
        SchemaMigration migration = SchemaMigration.plan(base, desired, drops, tables);
        if (migration.isNothing()) {
            publisher.purge(current);
            return new SchemaApplyResult(migration.plan(), false, base.commit());
        }
        try (SpillSpace spill = new SpillSpace(spillFolder)) {
            Optional<CommitInfo> commit = publisher.publish(
                    context, SCHEMA_APPLY, "", head -> Optional.of(stage(base, head, desired, drops, spill)));
            return new SchemaApplyResult(migration.plan(), commit.isPresent(), commit.orElse(base.commit()));
        }
    }

    /// The plan holds for any data, so data commits in between only mean that it is checked again.
    private CommitPublisher.Draft stage(
            GraphSnapshot base, GraphSnapshot head, SchemaModel desired, DropMode drops, SpillSpace spill) {
        if (!head.schema().equals(base.schema())) {
            throw CommitPublisher.headMoved(
                    base.commit().graphCommitId(), head.commit().graphCommitId());
        }
        List<String> branches = new ArrayList<>(branches());
        branches.remove(ReadTarget.MAIN_BRANCH);
        if (!branches.isEmpty()) {
            throw SchemaMigration.refusedForBranches(branches);
        }
        return SchemaMigration.plan(head, desired, drops, tables).stage(tables.get(), store.schemas(), spill);
    }

    @Override
    public List<CommitInfo> history(ReadTarget target, long before, int limit) {
        return store.history(target, before, limit).stream()
                .map(GraphCommit::info)
                .toList();
    }

    @Override
    public List<String> branches() {
        return store.branches();
    }

    @Override
    public boolean hasBranch(String name) {
        return store.hasBranch(name);
    }

    @Override
    public void close() {
        // Holds nothing open: the store belongs to the caller.
    }

    /// The graph as the query executor sees it.
    private final class Access implements GraphAccess {
        @Override
        public String graphId() {
            return graphId;
        }

        @Override
        public GraphSnapshot snapshot(ReadTarget target) {
            return store.snapshot(store.commit(target));
        }

        @Override
        public TableReader reader() {
            return (table, columns, filter, sink) -> publisher.whileGraphStands(() -> {
                try {
                    tables.get().scan(table, columns, filter, sink);
                    return true;
                } catch (StoreException e) {
                    throw e.code() == DiagnosticCode.GRAPH_CORRUPT
                            ? purged(table).orElseThrow(() -> e)
                            : e;
                }
            });
        }

        /// Why a table of an older commit is not there any more, if a hard drop is why.
        private Optional<GraphException> purged(TableRef table) {
            List<GraphCommit> commits = store.history(ReadTarget.MAIN, 0, Integer.MAX_VALUE);
            if (commits.getFirst().tables().containsValue(table)) {
                return Optional.empty();
            }
            String folder = TableRef.folder(table.metadataKey());
            return commits.stream()
                    .filter(commit -> commit.purged().stream()
                            .anyMatch(key -> TableRef.folder(key).equals(folder)))
                    .findFirst()
                    .map(commit -> new GraphException(
                            DiagnosticCode.SNAPSHOT_NOT_FOUND,
                            "The rows of " + table.tableName()
                                    + " are gone from this commit: the schema apply of commit `" + commit.id()
                                    + "` dropped them for good.",
                            new GraphFailure.NotFound("table", table.tableName())));
        }

        @Override
        public GraphWriter writer() {
            return (base, changes, context, operation) -> publisher.whileGraphStands(() -> {
                try (SpillSpace spill = new SpillSpace(spillFolder)) {
                    return new ChangeWriter(publisher, tables.get()).write(base, changes, context, operation, spill);
                }
            });
        }
    }
}

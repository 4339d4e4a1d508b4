package org.omnigraph.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.omnigraph.catalog.schema.AcceptedSchema;
import org.omnigraph.catalog.schema.MigrationPlan;
import org.omnigraph.catalog.schema.SchemaIdentity;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.engine.api.ChangeResult;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.DropMode;
import org.omnigraph.engine.api.EntityKind;
import org.omnigraph.engine.api.GateRequest;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.engine.api.LineProblem;
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
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.Json;

/// A graph that keeps what it was given and answers from it. A read gives back its parameters as its only row.
/// Branches `main` and `dev` exist; the commits are one line of `main`. Tests make it fail through [#failNext].
public final class FakeGraph implements Graph {
    private final String graphId;
    private final GraphRoot root;
    private final AcceptedSchema schema;
    private final List<CommitInfo> commits = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> writes = new ArrayList<>();
    private final List<String> requestIds = new ArrayList<>();
    private Optional<Supplier<RuntimeException>> failure = Optional.empty();
    private Runnable onWrite = () -> {};
    private Runnable onRead = () -> {};
    private Optional<FakeRows> rows = Optional.empty();
    private boolean closed;

    FakeGraph(String graphId, GraphRoot root, SchemaModel schema) {
        this.graphId = graphId;
        this.root = root;
        this.schema = new AcceptedSchema(schema, SchemaIdentity.initial(schema));
        commit("");
    }

    /// The next operation throws this.
    public synchronized void failNext(Supplier<RuntimeException> cause) {
        failure = Optional.of(cause);
    }

    /// Runs inside each write, before anything changes.
    public synchronized void onWrite(Runnable action) {
        onWrite = action;
    }

    /// Runs at the head of each query.
    public synchronized void onRead(Runnable action) {
        onRead = action;
    }

    /// Every query gives these rows from now on.
    public synchronized void answerWith(FakeRows made) {
        rows = Optional.of(made);
    }

    /// What was written: one text per write.
    public synchronized List<String> writes() {
        return List.copyOf(writes);
    }

    /// The request behind each commit, in order.
    public synchronized List<String> requestIds() {
        return List.copyOf(requestIds);
    }

    /// The lines that loads brought.
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    public synchronized boolean closed() {
        return closed;
    }

    @Override
    public String graphId() {
        return graphId;
    }

    @Override
    public String incarnation() {
        return "01FAKE";
    }

    @Override
    public GraphRoot root() {
        return root;
    }

    @Override
    public synchronized CommitInfo head(ReadTarget target) {
        check();
        return switch (target) {
            case ReadTarget.Branch(String name) -> {
                branch(name);
                yield commits.getLast();
            }
            case ReadTarget.Snapshot(String id) ->
                commits.stream()
                        .filter(commit -> commit.graphCommitId().equals(id))
                        .findFirst()
                        .orElseThrow(() -> notFound("commit", id));
        };
    }

    @Override
    public synchronized AcceptedSchema schema(ReadTarget target) {
        check();
        return schema;
    }

    @Override
    public synchronized SnapshotInfo snapshot(ReadTarget target) {
        CommitInfo head = head(target);
        return new SnapshotInfo(
                head,
                List.of(new TableInfo(
                        EntityKind.NODE, "Note", "tables/node.Note", "memory:/metadata.json", 1, lines.size())));
    }

    @Override
    public ReadResult query(String source, String name, ObjectNode params, ReadTarget target) {
        readHook().run();
        return answer(name, params, target);
    }

    @Override
    public long query(String source, String name, ObjectNode params, ReadTarget target, RowSink sink) {
        Optional<FakeRows> made = madeRows();
        if (made.isEmpty()) {
            return Graph.super.query(source, name, params, target, sink);
        }
        readHook().run();
        return made.get().handTo(name, target, head(target).graphCommitId(), sink);
    }

    private synchronized Optional<FakeRows> madeRows() {
        return rows;
    }

    private synchronized ReadResult answer(String name, ObjectNode params, ReadTarget target) {
        CommitInfo head = head(target);
        List<String> columns = new ArrayList<>();
        params.fieldNames().forEachRemaining(columns::add);
        return new ReadResult(name, target, columns, List.of(params), head.graphCommitId());
    }

    @Override
    public ChangeResult mutate(String source, String name, ObjectNode params, WriteContext context) {
        context.gate().check(context.actor(), new GateRequest("change", context.branch(), ""));
        hook().run();
        return write(name + params, context);
    }

    private synchronized ChangeResult write(String what, WriteContext context) {
        check();
        branch(context.branch());
        String head = commits.getLast().graphCommitId();
        if (!context.ifCommit().isEmpty() && !context.ifCommit().equals(head)) {
            throw new GraphException(
                    DiagnosticCode.WRITE_CONFLICT,
                    "moved",
                    new GraphFailure.PreconditionFailed(context.ifCommit(), head));
        }
        writes.add(what);
        requestIds.add(context.requestId());
        return new ChangeResult(context.branch(), "q", 1, 0, context.actor(), List.of(commit(context.actor())));
    }

    @Override
    public LoadResult load(InputStream ndjson, LoadMode mode, WriteContext context, ProgressListener progress) {
        context.gate().check(context.actor(), new GateRequest("change", context.branch(), ""));
        hook().run();
        List<String> read;
        try {
            read = new String(ndjson.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return loadLines(read, mode, context);
    }

    private synchronized LoadResult loadLines(List<String> read, LoadMode mode, WriteContext context) {
        check();
        List<LineProblem> problems = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            if (!read.get(i).isBlank()) {
                JsonNode record = Json.parse(read.get(i));
                if (!record.path("type").asText().equals("Note")) {
                    problems.add(new LineProblem(i + 1L, "unknown_type", "there is no such type"));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new GraphException(
                    DiagnosticCode.LOAD_REJECTED, "rejected", new GraphFailure.Rejected(problems, problems.size()));
        }
        List<String> records = read.stream().filter(line -> !line.isBlank()).toList();
        lines.addAll(records);
        requestIds.add(context.requestId());
        SortedMap<String, Long> nodes = new TreeMap<>();
        nodes.put("Note", (long) records.size());
        return new LoadResult(
                context.branch(), mode, nodes, new TreeMap<>(), context.actor(), List.of(commit(context.actor())));
    }

    @Override
    public synchronized long export(ReadTarget target, List<String> typeNames, OutputStream out) {
        head(target);
        try {
            for (String line : lines) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            check();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.size();
    }

    /// Fills the graph without a request.
    public synchronized void put(String line, int times) {
        for (int i = 0; i < times; i++) {
            lines.add(line);
        }
    }

    /// The next export fails after its lines, not before.
    public synchronized void failAtEndOfExport(RuntimeException cause) {
        int[] calls = {0};
        failure = Optional.of(() -> ++calls[0] < 3 ? new Later() : cause);
    }

    /// Says that the failure is not due yet.
    private static final class Later extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public MigrationPlan schemaPlan(SchemaModel desired, DropMode drops) {
        throw new UnsupportedOperationException("the server plans no migrations");
    }

    @Override
    public SchemaApplyResult schemaApply(SchemaModel desired, DropMode drops, WriteContext context) {
        throw new UnsupportedOperationException("the server applies no schemas");
    }

    @Override
    public synchronized List<CommitInfo> history(ReadTarget target, long before, int limit) {
        head(target);
        return commits.reversed().stream()
                .filter(commit -> before == 0 || commit.manifestVersion() < before)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<String> branches() {
        return List.of("dev", "main");
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private synchronized Runnable readHook() {
        return onRead;
    }

    private synchronized Runnable hook() {
        return onWrite;
    }

    private void check() {
        if (failure.isPresent()) {
            RuntimeException cause = failure.get().get();
            if (!(cause instanceof Later)) {
                failure = Optional.empty();
                throw cause;
            }
        }
    }

    private void branch(String name) {
        if (!branches().contains(name)) {
            throw notFound("branch", name);
        }
    }

    private static GraphException notFound(String kind, String name) {
        return new GraphException(
                DiagnosticCode.BRANCH_NOT_FOUND, kind + " " + name, new GraphFailure.NotFound(kind, name));
    }

    private CommitInfo commit(String actor) {
        long version = commits.size() + 1L;
        String parent = commits.isEmpty() ? "" : commits.getLast().graphCommitId();
        CommitInfo commit = new CommitInfo(
                "commit-" + version,
                "main",
                version,
                parent,
                "",
                actor,
                Instant.ofEpochSecond(1_700_000_000L, 123_456_000),
                "write");
        commits.add(commit);
        return commit;
    }
}

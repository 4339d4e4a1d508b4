package org.omnigraph.controlplane.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.omnigraph.catalog.schema.AcceptedSchema;
import org.omnigraph.catalog.schema.MigrationPlan;
import org.omnigraph.catalog.schema.MigrationStep;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.engine.api.ChangeResult;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.DamagedFile;
import org.omnigraph.engine.api.DropMode;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphEngine;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.GraphProbe;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.LoadResult;
import org.omnigraph.engine.api.ProgressListener;
import org.omnigraph.engine.api.ReadResult;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.SchemaApplyResult;
import org.omnigraph.engine.api.SnapshotInfo;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.store.ListedObject;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoredObject;

/// A graph engine that keeps the real one's promises about roots, incarnations and schemas, and holds no data. A
/// graph is `format.json` and numbered schemas under its incarnation; each step is one store operation, so that a
/// crash can fall between any two. A schema that holds the comment `// refuse` cannot be migrated to.
public final class FakeGraphEngine implements GraphEngine {
    private static final long BYTES_MAX = 1 << 20;

    private final IdSource ids;
    private final Consumer<String> steps;

    public FakeGraphEngine(IdSource ids) {
        this(ids, step -> {});
    }

    /// @param steps hears of each step that changes a graph before and after it, as in `before init brain`, `after
    /// schema_apply brain`, `before delete brain`; what it throws meets the caller of the engine
    public FakeGraphEngine(IdSource ids, Consumer<String> steps) {
        this.ids = ids;
        this.steps = steps;
    }

    private static String name(GraphRoot root) {
        return root.prefix().value().replaceAll(".*?([^/]+)\\.omni/$", "$1");
    }

    @Override
    public String newIncarnation() {
        return ids.next();
    }

    @Override
    public GraphProbe probe(GraphRoot root) {
        List<ListedObject> found = root.store().list(root.prefix());
        if (found.isEmpty()) {
            return new GraphProbe.Absent();
        }
        Optional<StoredObject> format = root.store().get(format(root), BYTES_MAX);
        if (format.isPresent()) {
            try {
                ObjectNode content = Json.parseObject(format.get().bytes());
                return new GraphProbe.Present(
                        content.path("graph_id").asText(),
                        content.path("incarnation").asText());
            } catch (RuntimeException e) {
                return new GraphProbe.Unreadable("format.json is no JSON");
            }
        }
        TreeSet<String> incarnations = new TreeSet<>();
        for (ListedObject object : found) {
            String relative =
                    object.key().value().substring(root.prefix().value().length());
            incarnations.add(relative.substring(0, Math.max(0, relative.indexOf('/'))));
        }
        return new GraphProbe.Partial(new ArrayList<>(incarnations));
    }

    @Override
    public CommitInfo init(GraphRoot root, String graphId, String incarnation, SchemaModel schema, String actor) {
        steps.accept("before init " + graphId);
        if (root.store().get(format(root), BYTES_MAX).isPresent()) {
            throw exists(root);
        }
        root.store().putIfAbsent(schemaKey(root, incarnation, 1), bytes(schema.source()));
        ObjectNode format = Json.object().put("graph_id", graphId).put("incarnation", incarnation);
        if (!(root.store().putIfAbsent(format(root), Json.canonicalBytes(format)) instanceof PutOutcome.Written)) {
            throw exists(root);
        }
        steps.accept("after init " + graphId);
        return commit(1);
    }

    private static GraphException exists(GraphRoot root) {
        return new GraphException(
                DiagnosticCode.GRAPH_ALREADY_EXISTS,
                "there is a graph already",
                new GraphFailure.AlreadyExists(root.location()));
    }

    @Override
    public Graph open(GraphRoot root) {
        return switch (probe(root)) {
            case GraphProbe.Present(String id, String incarnation) -> {
                FakeGraph graph = new FakeGraph(root, id, incarnation, steps);
                graph.version();
                yield graph;
            }
            case GraphProbe.Absent a ->
                throw new GraphException(
                        DiagnosticCode.GRAPH_NOT_FOUND, "there is no graph", new GraphFailure.NotFound("graph", ""));
            case GraphProbe.Partial p -> throw unopenable("it has no format.json");
            case GraphProbe.Unreadable(String reason) -> throw unopenable(reason);
        };
    }

    private static GraphException unopenable(String reason) {
        return new GraphException(DiagnosticCode.GRAPH_PARTIAL, reason, new GraphFailure.NotOpenable(reason));
    }

    /// A graph of this engine has no data files: what is missing is its schema.
    @Override
    public List<DamagedFile> inspect(GraphRoot root) {
        if (!(probe(root) instanceof GraphProbe.Present(String id, String incarnation))) {
            return List.of();
        }
        String key = schemaKey(root, incarnation, 1).value();
        return root.store().get(new ObjectKey(key), BYTES_MAX).isPresent()
                ? List.of()
                : List.of(new DamagedFile(key, "", "", -1, -1, "The file " + key + " of graph " + id + " is missing."));
    }

    @Override
    public void delete(GraphRoot root, String incarnation) {
        steps.accept("before delete " + name(root));
        if (probe(root) instanceof GraphProbe.Present(String id, String live) && live.equals(incarnation)) {
            root.store().delete(format(root));
        }
        if (!incarnation.isEmpty()) {
            root.store().deletePrefix(root.prefix().folder(incarnation));
        }
        steps.accept("after delete " + name(root));
    }

    @Override
    public void close() {}

    private static ObjectKey format(GraphRoot root) {
        return root.prefix().key("format.json");
    }

    private static ObjectKey schemaKey(GraphRoot root, String incarnation, long version) {
        return root.prefix().key(String.format(Locale.ROOT, "%s/schemas/%06d.pg", incarnation, version));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static CommitInfo commit(long version) {
        return new CommitInfo("c" + version, "main", version, "", "", "", Instant.EPOCH, "schema_apply");
    }

    private static final class FakeGraph implements Graph {
        private final GraphRoot root;
        private final String id;
        private final String incarnation;
        private final Consumer<String> steps;

        FakeGraph(GraphRoot root, String id, String incarnation, Consumer<String> steps) {
            this.root = root;
            this.id = id;
            this.incarnation = incarnation;
            this.steps = steps;
        }

        long version() {
            ObjectStore store = root.store();
            List<ListedObject> schemas =
                    store.list(root.prefix().folder(incarnation).folder("schemas"));
            if (schemas.isEmpty()) {
                throw unopenable("it has no schema");
            }
            return schemas.size();
        }

        @Override
        public String graphId() {
            return id;
        }

        @Override
        public String incarnation() {
            return incarnation;
        }

        @Override
        public GraphRoot root() {
            return root;
        }

        @Override
        public CommitInfo head(ReadTarget target) {
            return commit(version());
        }

        @Override
        public AcceptedSchema schema(ReadTarget target) {
            long version =
                    target instanceof ReadTarget.Snapshot(String id) ? Long.parseLong(id.substring(1)) : version();
            byte[] source = root.store()
                    .get(schemaKey(root, incarnation, version), BYTES_MAX)
                    .orElseThrow(() -> unopenable("its schema is gone"))
                    .bytes();
            return AcceptedSchema.initial(SchemaCompiler.compile(source).model().orElseThrow());
        }

        @Override
        public MigrationPlan schemaPlan(SchemaModel desired, DropMode drops) {
            if (desired.source().contains("// refuse")) {
                return new MigrationPlan(
                        false, List.of(new MigrationStep.UnsupportedChange("schema", "it says so", "OG-MF-106")));
            }
            SchemaModel live = schema(ReadTarget.MAIN).model();
            List<MigrationStep> steps = new ArrayList<>();
            desired.nodes().keySet().stream()
                    .filter(name -> !live.nodes().containsKey(name))
                    .forEach(name -> steps.add(new MigrationStep.AddType(MigrationStep.TypeKind.NODE, name)));
            live.nodes().keySet().stream()
                    .filter(name -> !desired.nodes().containsKey(name))
                    .forEach(name -> steps.add(
                            new MigrationStep.DropType(MigrationStep.TypeKind.NODE, name, false, "OG-DS-102", 0)));
            return new MigrationPlan(true, steps);
        }

        @Override
        public SchemaApplyResult schemaApply(SchemaModel desired, DropMode drops, WriteContext context) {
            MigrationPlan plan = schemaPlan(desired, drops);
            long next = version() + 1;
            steps.accept("before schema_apply " + id);
            root.store().putIfAbsent(schemaKey(root, incarnation, next), bytes(desired.source()));
            steps.accept("after schema_apply " + id);
            return new SchemaApplyResult(plan, true, commit(next));
        }

        @Override
        public List<String> branches() {
            return List.of(ReadTarget.MAIN_BRANCH);
        }

        @Override
        public List<CommitInfo> history(ReadTarget target, long before, int limit) {
            List<CommitInfo> commits = new ArrayList<>();
            long newest = before == 0 ? version() : Math.min(version(), before - 1);
            for (long version = newest; version > 0 && commits.size() < limit; version--) {
                commits.add(commit(version));
            }
            return commits;
        }

        @Override
        public SnapshotInfo snapshot(ReadTarget target) {
            return new SnapshotInfo(head(target), List.of());
        }

        @Override
        public ReadResult query(String source, String name, ObjectNode params, ReadTarget target) {
            throw new AssertionError("the control plane reads no rows");
        }

        @Override
        public ChangeResult mutate(String source, String name, ObjectNode params, WriteContext context) {
            throw new AssertionError("the control plane writes no rows");
        }

        @Override
        public LoadResult load(InputStream ndjson, LoadMode mode, WriteContext context, ProgressListener progress) {
            throw new AssertionError("the control plane loads no rows");
        }

        @Override
        public long export(ReadTarget target, List<String> typeNames, OutputStream out) {
            throw new AssertionError("the control plane exports no rows");
        }

        @Override
        public void close() {}
    }
}

package org.omnigraph.controlplane.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.SavedPlan;
import org.omnigraph.controlplane.session.Cancellation;
import org.omnigraph.controlplane.session.CommandProgress;
import org.omnigraph.controlplane.task.ApplyOutcome;
import org.omnigraph.controlplane.task.ApplyRequest;
import org.omnigraph.controlplane.task.ApproveOutcome;
import org.omnigraph.controlplane.task.ApproveRequest;
import org.omnigraph.controlplane.task.ClusterCommands;
import org.omnigraph.controlplane.task.CommandEffects;
import org.omnigraph.controlplane.task.CommandOutcome;
import org.omnigraph.controlplane.task.ImportRequest;
import org.omnigraph.controlplane.task.ObserveOutcome;
import org.omnigraph.controlplane.task.PlanOutcome;
import org.omnigraph.controlplane.task.PlanRequest;
import org.omnigraph.controlplane.task.RefreshRequest;
import org.omnigraph.controlplane.task.RollbackOutcome;
import org.omnigraph.controlplane.task.RollbackRequest;
import org.omnigraph.controlplane.task.StatusOutcome;
import org.omnigraph.controlplane.task.StatusRequest;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphEngine;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.testing.FakeClock;
import org.omnigraph.state.testing.SequenceIds;

/// A config folder and the commands on it, against a store that the test owns.
public final class TestCluster {
    public static final String SCHEMA = "node Person { name: String @key }\nedge Knows: Person -> Person\n";
    public static final String SCHEMA_WIDER = SCHEMA + "node Team { title: String @key }\n";
    public static final String QUERIES = "query people() { match { $p: Person } return { $p.name } }\n";
    public static final String POLICY = """
            version: 1
            groups: { readers: [ada] }
            rules:
              - id: read
                allow: { actors: { group: readers }, actions: [read] }
            """;

    private final Path folder;
    private final FakeClock clock = FakeClock.standing();

    public TestCluster(Path folder) {
        this.folder = folder;
    }

    /// A folder with one graph, one query and one policy.
    public static TestCluster small(Path folder) {
        return new TestCluster(folder)
                .write("cluster.yaml", """
                        version: 1
                        graphs:
                          brain: { schema: brain.pg, queries: queries/ }
                        policies:
                          base: { file: base.yaml, applies_to: [brain] }
                        """)
                .write("brain.pg", SCHEMA)
                .write("queries/people.gq", QUERIES)
                .write("base.yaml", POLICY);
    }

    /// Somebody migrates the graph of [#small] to [#SCHEMA_WIDER] without the control plane.
    public static void migrateBeside(ObjectStore store) {
        try (Graph graph = new FakeGraphEngine(new SequenceIds("M")).open(GraphRoot.ofCluster(store, "brain"))) {
            graph.schemaApply(widerSchema(), WriteContext.main("ana"));
        }
    }

    /// [#SCHEMA_WIDER], compiled.
    public static SchemaModel widerSchema() {
        return SchemaCompiler.compile(SCHEMA_WIDER.getBytes(StandardCharsets.UTF_8))
                .model()
                .orElseThrow();
    }

    public Path folder() {
        return folder;
    }

    public FakeClock clock() {
        return clock;
    }

    /// Writes a file of the folder.
    public TestCluster write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Commands with the fake engine.
    public ClusterCommands commands(ObjectStore store, IdSource ids) {
        return commands(store, ids, () -> new FakeGraphEngine(ids), Cancellation.NEVER);
    }

    /// Commands with everything given.
    public ClusterCommands commands(
            ObjectStore store, IdSource ids, Supplier<GraphEngine> engine, Cancellation cancellation) {
        return new ClusterCommands(new CommandEffects(
                location -> store, engine, clock, ids, clock, 4711, CommandProgress.NONE, cancellation));
    }

    public ObserveOutcome importCluster(ClusterCommands commands) {
        return commands.importCluster(new ImportRequest(folder, "ada", Duration.ZERO));
    }

    public ObserveOutcome refresh(ClusterCommands commands) {
        return commands.refresh(new RefreshRequest(folder, "ada", Duration.ZERO));
    }

    public PlanOutcome plan(ClusterCommands commands) {
        return commands.plan(new PlanRequest(folder, true, Duration.ZERO, false));
    }

    public ApplyOutcome apply(ClusterCommands commands) {
        return commands.apply(new ApplyRequest(folder, "ada", Duration.ZERO, false, Optional.empty()));
    }

    /// A plan that [#apply(ClusterCommands, SavedPlan)] takes.
    public SavedPlan savedPlan(ClusterCommands commands) {
        return commands.plan(new PlanRequest(folder, true, Duration.ZERO, true))
                .saved()
                .orElseThrow();
    }

    public ApplyOutcome apply(ClusterCommands commands, SavedPlan plan) {
        return commands.apply(new ApplyRequest(folder, "ada", Duration.ZERO, false, Optional.of(plan)));
    }

    public RollbackOutcome rollback(ClusterCommands commands, long to) {
        return commands.rollback(new RollbackRequest(folder, to, "it was better then", "ada", Duration.ZERO));
    }

    public ApproveOutcome approve(ClusterCommands commands, String resource) {
        return commands.approve(new ApproveRequest(folder, resource, "ada", Duration.ZERO));
    }

    public StatusOutcome status(ClusterCommands commands) {
        return commands.status(new StatusRequest(folder));
    }

    /// The codes of an outcome's diagnostics, in order.
    public static List<String> codes(CommandOutcome outcome) {
        return outcome.diagnostics().stream()
                .map(diagnostic -> diagnostic.code().wireName())
                .toList();
    }

    /// What became of each change, as in `schema.brain blocked outcome_unknown`.
    public static List<String> fates(List<Change> changes) {
        return changes.stream()
                .map(change ->
                        (change.resource() + " " + change.disposition().wireName() + " " + change.reason()).strip())
                .toList();
    }

    /// The errors of an outcome, as text for failure messages.
    public static List<String> errors(CommandOutcome outcome) {
        return outcome.diagnostics().stream()
                .filter(Diagnostic::isError)
                .map(diagnostic -> diagnostic.code().wireName() + " " + diagnostic.path() + ": " + diagnostic.message())
                .toList();
    }
}

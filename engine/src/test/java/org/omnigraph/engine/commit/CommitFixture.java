package org.omnigraph.engine.commit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.omnigraph.catalog.schema.AcceptedSchema;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.state.commitlog.AppendOutcome;
import org.omnigraph.state.commitlog.LogPosition;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.testing.FakeClock;
import org.omnigraph.state.testing.SequenceIds;

/// A graph of commits that have no tables.
final class CommitFixture {
    static final String INCARNATION = "01KBBQ4ZZZ0000000000000001";

    private final GraphRoot root;
    private final SequenceIds ids = new SequenceIds("0C");
    private final FakeClock clock = FakeClock.standing();
    private final SchemaFiles.Name schema;

    /// Makes the graph with the first commit of `main`.
    CommitFixture(ObjectStore store) {
        this.root = GraphRoot.ofCluster(store, "films");
        byte[] source = "node Film { title: String }".getBytes(StandardCharsets.UTF_8);
        this.schema = new SchemaFiles(layout())
                .write(AcceptedSchema.initial(
                        SchemaCompiler.compile(source).model().orElseThrow()));
        append(open(), "main");
        putFormat(INCARNATION);
    }

    GraphLayout layout() {
        return new GraphLayout(root, INCARNATION);
    }

    GraphRoot root() {
        return root;
    }

    FakeClock clock() {
        return clock;
    }

    SequenceIds ids() {
        return ids;
    }

    /// Names an incarnation as the one that is the graph.
    void putFormat(String incarnation) {
        root.store().put(GraphLayout.format(root), new GraphFormat("films", incarnation, clock.instant()).encode());
    }

    /// The graph as a process sees it that knows nothing yet.
    GraphStore open() {
        return new GraphStore(layout());
    }

    /// Appends a commit to a branch.
    GraphCommit append(GraphStore store, String branch) {
        return append(store, branch, "load", List.of());
    }

    GraphCommit append(GraphStore store, String branch, String operation, List<String> purged) {
        BranchLog log = store.log(branch);
        Optional<BranchHead> head = log.newest();
        LogPosition after = head.map(BranchHead::position).orElse(LogPosition.EMPTY);
        GraphCommit commit = new GraphCommit(
                CommitId.of(ids.next(), branch, after.nextVersion()),
                head.map(known -> List.of(known.commit().id())).orElse(List.of()),
                branch,
                after.nextVersion(),
                "test",
                clock.instant(),
                operation,
                schema.schemaDigest(),
                schema.identityDigest(),
                new TreeMap<>(),
                purged,
                "");
        if (!(log.append(after, commit) instanceof AppendOutcome.Committed)) {
            throw new AssertionError("not appended");
        }
        return commit;
    }
}

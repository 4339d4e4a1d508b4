package org.omnigraph.engine.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.commit.CommitPublisher;
import org.omnigraph.engine.iceberg.IcebergTables;
import org.omnigraph.engine.iceberg.TableStage;
import org.omnigraph.engine.image.ImageCheck;
import org.omnigraph.engine.image.ImageCheck.IdRule;
import org.omnigraph.engine.image.ProblemLog;
import org.omnigraph.engine.image.SpillSpace;
import org.omnigraph.engine.table.ChangeSet;
import org.omnigraph.engine.table.EntityRow;
import org.omnigraph.engine.table.GraphSnapshot;
import org.omnigraph.engine.table.TableChange;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Publishes the changes of one mutation as one commit, checked like a load (query-language.md §9.8).
public final class ChangeWriter {
    private final CommitPublisher publisher;
    private final IcebergTables tables;

    public ChangeWriter(CommitPublisher publisher, IcebergTables tables) {
        this.publisher = publisher;
        this.tables = tables;
    }

    /// Writes the changes; see [org.omnigraph.engine.table.GraphWriter#write].
    public CommitInfo write(
            GraphSnapshot base, ChangeSet changes, WriteContext context, String operation, SpillSpace spill) {
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to write");
        }
        SchemaModel schema = base.schema().model();
        ProblemLog problems = new ProblemLog();
        ImageCheck check = new ImageCheck(schema, tables, spill, problems, false);
        TableStage stage = new TableStage(tables, base);
        boolean published = false;
        try {
            changes.tables().forEach((name, change) -> add(type(schema, name), change, check, stage));
            stage.finish();
            if (problems.total() > 0) {
                check.finish(base);
                refuseIfBad(problems);
            }
            published = true;
            String expected = changes.strict() ? base.commit().graphCommitId() : "";
            Optional<CommitInfo> commit = publisher.publish(
                    context, operation, expected, head -> draft(base, head, check, problems, stage), stage::discard);
            return commit.orElseThrow(() -> new IllegalStateException("the publisher made no commit"));
        } finally {
            if (!published) {
                stage.discard();
            }
        }
    }

    private Optional<CommitPublisher.Draft> draft(
            GraphSnapshot base, GraphSnapshot head, ImageCheck check, ProblemLog problems, TableStage stage) {
        if (!head.schema().equals(base.schema())) {
            throw new GraphException(
                    DiagnosticCode.WRITE_CONFLICT,
                    "The graph's schema changed meanwhile; nothing was written. Try again.",
                    new GraphFailure.HeadMoved(
                            base.commit().graphCommitId(), head.commit().graphCommitId()));
        }
        check.finish(head);
        refuseIfBad(problems);
        return Optional.of(ImageCommit.draft(tables, head, check, stage, false));
    }

    private static void add(EntityType type, TableChange change, ImageCheck check, TableStage stage) {
        change.deletes().forEach(id -> check.delete(type, id));
        for (EntityRow row : change.inserts()) {
            if (check.add(type, row, 0, IdRule.INSERT)) {
                stage.write(type, row);
            }
        }
        for (EntityRow row : lastOfEach(change)) {
            if (check.add(type, row, 0, IdRule.UPSERT)) {
                stage.write(type, row);
            }
        }
    }

    private static Iterable<EntityRow> lastOfEach(TableChange change) {
        Map<String, EntityRow> last = new LinkedHashMap<>();
        change.upserts().forEach(row -> last.put(row.id(), row));
        return last.values();
    }

    private static EntityType type(SchemaModel schema, String table) {
        String name = table.substring(table.indexOf('.') + 1);
        Optional<? extends EntityType> type = table.startsWith("node.") ? schema.node(name) : schema.edge(name);
        return type.orElseThrow(() -> new IllegalArgumentException("the schema has no table " + table));
    }

    private static void refuseIfBad(ProblemLog problems) {
        if (problems.total() > 0) {
            throw ImageCommit.rejected(DiagnosticCode.MUTATION_REJECTED, problems);
        }
    }
}

package org.omnigraph.engine.load;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.LineProblem;
import org.omnigraph.engine.commit.CommitPublisher;
import org.omnigraph.engine.iceberg.IcebergTables;
import org.omnigraph.engine.iceberg.StagedFiles;
import org.omnigraph.engine.iceberg.StagedRows;
import org.omnigraph.engine.iceberg.TableStage;
import org.omnigraph.engine.image.ImageCheck;
import org.omnigraph.engine.image.ProblemLog;
import org.omnigraph.engine.table.GraphSnapshot;
import org.omnigraph.engine.table.TableRef;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Makes a commit's tables out of a checked write.
public final class ImageCommit {
    private ImageCommit() {}

    /// The tables after the write: rows that were staged added, rows that the check found removed.
    ///
    /// @param replaceAll whether the tables that have new rows lose all others
    public static CommitPublisher.Draft draft(
            IcebergTables tables, GraphSnapshot head, ImageCheck check, TableStage stage, boolean replaceAll) {
        StagedFiles attempt = tables.staging();
        boolean done = false;
        try {
            SortedMap<String, TableRef> after = tables(tables, head, check, stage, replaceAll, attempt);
            done = true;
            return CommitPublisher.Draft.ofTables(after, attempt::discard);
        } finally {
            if (!done) {
                attempt.discard();
            }
        }
    }

    private static SortedMap<String, TableRef> tables(
            IcebergTables tables,
            GraphSnapshot head,
            ImageCheck check,
            TableStage stage,
            boolean replaceAll,
            StagedFiles attempt) {
        SortedMap<String, TableRef> after = new TreeMap<>(head.tables());
        SchemaModel model = head.schema().model();
        List<EntityType> types = new ArrayList<>(model.nodes().values());
        types.addAll(model.edges().values());
        for (EntityType type : types) {
            TableRef table = after.get(type.tableName());
            StagedRows rows = stage.rows(type.tableName());
            if (table == null || (rows.rows() == 0 && check.removed(type).size() == 0)) {
                continue;
            }
            boolean replace = replaceAll && rows.rows() > 0;
            after.put(type.tableName(), tables.commit(table, type, rows, replace, check.removed(type), attempt));
        }
        return after;
    }

    /// What a bad write is refused with: `load_rejected` or `mutation_rejected`.
    public static GraphException rejected(DiagnosticCode code, ProblemLog problems) {
        List<LineProblem> kept = problems.problems();
        LineProblem first = kept.getFirst();
        String where = first.line() == 0 ? "" : "line " + first.line() + ": ";
        String more = problems.total() == 1 ? "" : " (and " + (problems.total() - 1) + " more)";
        return new GraphException(
                code,
                where + "[" + first.code() + "] " + first.message() + more + "; nothing was changed.",
                new GraphFailure.Rejected(kept, problems.total()));
    }
}

package org.omnigraph.engine.load;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.LoadResult;
import org.omnigraph.engine.api.ProgressListener;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.commit.CommitPublisher;
import org.omnigraph.engine.iceberg.IcebergTables;
import org.omnigraph.engine.iceberg.TableStage;
import org.omnigraph.engine.image.ImageCheck;
import org.omnigraph.engine.image.ImageCheck.IdRule;
import org.omnigraph.engine.image.LastLines;
import org.omnigraph.engine.image.ProblemLog;
import org.omnigraph.engine.image.SpillList;
import org.omnigraph.engine.image.SpillSpace;
import org.omnigraph.engine.table.EntityRow;
import org.omnigraph.engine.table.GraphSnapshot;
import org.omnigraph.engine.work.Hold;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ids.IdSource;

/// Loads one NDJSON stream as one commit (schema-language.md §11), in these steps: each line is parsed, checked alone
/// and against the lines before it, and written to data files that nobody names; then the whole is checked against
/// what stays of the graph; then one record makes it all visible. A file with any problem leaves nothing behind.
///
/// Memory does not grow with the file: rows go to data files through buffers of a fixed total size, and what the
/// checks must remember is kept by [ImageCheck].
public final class Loader {
    private static final int PROGRESS_LINES = 10_000;

    private final CommitPublisher publisher;
    private final IcebergTables tables;
    private final LoadMode mode;
    private final WriteContext context;
    private final GraphSnapshot base;
    private final ProblemLog problems = new ProblemLog();
    private final LineParser parser;
    private final ImageCheck check;
    private final TableStage stage;

    /// Lines of `merge` whose ids are given: the last of each id counts, which is known only at the end.
    private final SpillList deferred;

    private final LastLines lastLines;

    public Loader(
            CommitPublisher publisher,
            IcebergTables tables,
            IdSource ids,
            SpillSpace spill,
            LoadMode mode,
            WriteContext context,
            GraphSnapshot base) {
        SchemaModel schema = base.schema().model();
        this.publisher = publisher;
        this.tables = tables;
        this.mode = mode;
        this.context = context;
        this.base = base;
        this.parser = new LineParser(schema, ids, problems);
        this.check = new ImageCheck(schema, tables, spill, problems, mode == LoadMode.OVERWRITE);
        this.stage = new TableStage(tables, base);
        this.deferred = new SpillList(spill);
        this.lastLines = new LastLines(spill);
    }

    /// Runs the load. A loader runs once.
    public LoadResult load(InputStream ndjson, ProgressListener progress) {
        boolean published = false;
        try {
            readLines(ndjson, progress);
            deferred.forEach(this::replay);
            stage.finish();
            if (problems.total() > 0) {
                // What else is wrong is told in the same run.
                check.finish(base);
                refuseIfBad();
            }
            SortedMap<String, Long> rows = check.rows();
            if (rows.isEmpty()) {
                return result(rows, Optional.empty());
            }
            published = true;
            return result(rows, publisher.publish(context, "load", expected(), this::prepare, stage::discard));
        } finally {
            if (!published) {
                stage.discard();
            }
        }
    }

    private void readLines(InputStream ndjson, ProgressListener progress) {
        try (LineReader lines = new LineReader(ndjson, Hold.ofCurrent())) {
            readLines(lines, progress);
        }
    }

    private void readLines(LineReader lines, ProgressListener progress) {
        while (true) {
            LineReader.Reading reading = lines.read();
            if (reading == LineReader.Reading.END) {
                progress.progressed(lines.number());
                return;
            }
            switch (reading) {
                case LINE -> {
                    if (!lines.isBlank()) {
                        take(lines.number(), lines.bytes());
                    }
                }
                case TOO_LONG ->
                    problems.add(
                            lines.number(),
                            "bad_json",
                            "the line is longer than " + LineReader.LINE_BYTES_MAX + " bytes");
                case TOO_COMPLEX ->
                    problems.add(
                            lines.number(),
                            "bad_json",
                            "the line has more than " + LineReader.STRUCTURAL_MAX + " structural characters");
                case END -> {}
            }
            if (lines.number() % PROGRESS_LINES == 0) {
                progress.progressed(lines.number());
            }
        }
    }

    private void take(long line, byte[] bytes) {
        switch (parser.parse(line, bytes)) {
            case LoadLine.Unknown() -> {}
            case LoadLine.Bad(EntityType type, String id) -> check.addBroken(type, id, line);
            case LoadLine.Good(EntityType type, EntityRow row, LoadLine.IdOrigin origin) -> {
                if (origin == LoadLine.IdOrigin.GIVEN && mode == LoadMode.MERGE) {
                    lastLines.put(type.tableName(), row.id(), line);
                    deferred.add(line, List.of(type.tableName(), row.id(), new String(bytes, StandardCharsets.UTF_8)));
                } else {
                    add(type, row, line, origin);
                }
            }
        }
    }

    private void replay(SpillList.Entry entry) {
        String table = entry.texts().get(0);
        String id = entry.texts().get(1);
        if (lastLines.isLast(table, id, entry.number())
                && parser.parse(entry.number(), entry.texts().get(2).getBytes(StandardCharsets.UTF_8))
                        instanceof LoadLine.Good good) {
            add(good.type(), good.row(), entry.number(), good.origin());
        }
    }

    private void add(EntityType type, EntityRow row, long line, LoadLine.IdOrigin origin) {
        IdRule rule = switch (origin) {
            case FRESH -> IdRule.FRESH;
            case GIVEN, DERIVED -> mode == LoadMode.APPEND ? IdRule.INSERT : IdRule.UPSERT;
        };
        if (check.add(type, row, line, rule) && problems.total() == 0) {
            stage.write(type, row);
        }
    }

    /// Overwriting depends on what is overwritten; the other modes hold on any head.
    private String expected() {
        return mode == LoadMode.OVERWRITE ? base.commit().graphCommitId() : "";
    }

    private Optional<CommitPublisher.Draft> prepare(GraphSnapshot head) {
        if (!head.schema().equals(base.schema())) {
            throw new GraphException(
                    DiagnosticCode.WRITE_CONFLICT,
                    "The graph's schema changed while the file was being read; nothing was loaded. Load it again.",
                    new GraphFailure.HeadMoved(
                            base.commit().graphCommitId(), head.commit().graphCommitId()));
        }
        check.finish(head);
        refuseIfBad();
        return Optional.of(ImageCommit.draft(tables, head, check, stage, mode == LoadMode.OVERWRITE));
    }

    private void refuseIfBad() {
        if (problems.total() > 0) {
            throw ImageCommit.rejected(DiagnosticCode.LOAD_REJECTED, problems);
        }
    }

    private LoadResult result(SortedMap<String, Long> rows, Optional<CommitInfo> commit) {
        SortedMap<String, Long> nodes = new TreeMap<>();
        SortedMap<String, Long> edges = new TreeMap<>();
        rows.forEach((table, count) -> {
            String typeName = table.substring(table.indexOf('.') + 1);
            (table.startsWith("node.") ? nodes : edges).put(typeName, count);
        });
        return new LoadResult(
                context.branch(),
                mode,
                nodes,
                edges,
                context.actor(),
                commit.stream().toList());
    }
}

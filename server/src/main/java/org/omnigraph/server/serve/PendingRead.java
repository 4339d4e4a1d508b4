package org.omnigraph.server.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.omnigraph.engine.api.ReadTarget;

/// One read that policy has let pass and that has not begun (http-api.md §10). Its rows are never all in memory: they
/// are written as they are made, and a stream that blocks makes the query wait.
public final class PendingRead {
    private final Visit visit;
    private final String source;
    private final String name;
    private final ObjectNode params;
    private final ReadTarget target;

    PendingRead(Visit visit, String source, String name, ObjectNode params, ReadTarget target) {
        this.visit = visit;
        this.source = source;
        this.name = name;
        this.params = params;
        this.target = target;
    }

    /// Reads in a turn on the processors. Nothing is written before matching and ordering are done.
    ///
    /// @param out not closed; should wait inside [org.omnigraph.engine.work.WorkScope#idle]
    /// @throws org.omnigraph.engine.api.GraphException for all that can be wrong with a query
    public void writeTo(OutputStream out, RowForm form) {
        visit.work().read(() -> written(out, form));
    }

    private long written(OutputStream out, RowForm form) {
        try {
            RowWriter writer = new RowWriter(out, form);
            long rows = visit.graph().query(source, name, params, target, writer);
            writer.end(rows);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("an answer could not be written", e);
        }
    }
}

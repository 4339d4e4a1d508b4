package org.omnigraph.engine.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The two forms of a read's answer, each made of the other.
public final class ReadResults {
    private ReadResults() {}

    /// Hands a finished answer over.
    ///
    /// @return how many rows there were
    public static long replay(ReadResult result, RowSink sink) {
        try {
            sink.begin(new ReadHead(
                    result.queryName(),
                    result.target(),
                    result.columns(),
                    result.rows().size(),
                    result.graphCommitId()));
            for (ObjectNode row : result.rows()) {
                sink.row(new Finished(row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return result.rows().size();
    }

    /// A sink that keeps everything.
    public static final class Gathered implements RowSink {
        private final List<ObjectNode> rows = new ArrayList<>();
        private ReadHead head = new ReadHead("", ReadTarget.MAIN, List.of(), 0, "");

        @Override
        public void begin(ReadHead begun) {
            head = begun;
        }

        @Override
        public void row(ResultRow row) {
            rows.add(row.toObject());
        }

        /// The answer, once the read has ended.
        public ReadResult result() {
            return new ReadResult(head.queryName(), head.target(), head.columns(), rows, head.graphCommitId());
        }
    }

    private record Finished(ObjectNode row) implements ResultRow {
        @Override
        public void writeTo(JsonGenerator out) throws IOException {
            out.writeTree(row);
        }

        @Override
        public ObjectNode toObject() {
            return row;
        }
    }
}

package org.omnigraph.server.testing;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.omnigraph.engine.api.ReadHead;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.ResultRow;
import org.omnigraph.engine.api.RowSink;
import org.omnigraph.engine.work.WorkScope;
import org.omnigraph.state.json.Json;

/// Rows of one text each that a fake graph makes when they are asked for and keeps none of.
public final class FakeRows {
    private final long count;
    private final String text;
    private final AtomicLong made = new AtomicLong();
    private long failAt = Long.MAX_VALUE;
    private RuntimeException failure = new IllegalStateException("late");

    public FakeRows(long count, int textLength) {
        this.count = count;
        this.text = "x".repeat(textLength);
    }

    /// Throws this in place of the row of this number, counted from 0.
    public FakeRows failingAt(long row, RuntimeException cause) {
        failAt = row;
        failure = cause;
        return this;
    }

    /// How many were made by now.
    public long made() {
        return made.get();
    }

    long handTo(String name, ReadTarget target, String commit, RowSink sink) {
        try {
            sink.begin(new ReadHead(name, target, List.of("text"), count, commit));
            for (long i = 0; i < count; i++) {
                WorkScope.current().checkNow();
                if (i == failAt) {
                    throw failure;
                }
                made.incrementAndGet();
                sink.row(new Row());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count;
    }

    private final class Row implements ResultRow {
        @Override
        public void writeTo(JsonGenerator out) throws IOException {
            out.writeStartObject();
            out.writeStringField("text", text);
            out.writeEndObject();
        }

        @Override
        public ObjectNode toObject() {
            return Json.object().put("text", text);
        }
    }
}

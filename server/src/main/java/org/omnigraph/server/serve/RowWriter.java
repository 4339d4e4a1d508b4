package org.omnigraph.server.serve;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.omnigraph.engine.api.ReadHead;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.ResultRow;
import org.omnigraph.engine.api.RowSink;
import org.omnigraph.state.json.Json;

/// Writes the answer of a read as it is made, members in the contract's order (http-api.md §7, §15); holds no row. An
/// answer that was not ended is no well-formed one.
final class RowWriter implements RowSink {
    private static final SerializedString LINE_END = new SerializedString("\n");

    private final RowForm form;
    private final JsonGenerator json;
    private ReadHead head = new ReadHead("", ReadTarget.MAIN, List.of(), 0, "");

    /// @param out not closed
    RowWriter(OutputStream out, RowForm form) throws IOException {
        this.form = form;
        // What broke off must not be completed by the generator.
        this.json = Json.mapper()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT)
                .setRootValueSeparator(LINE_END);
    }

    @Override
    public void begin(ReadHead begun) throws IOException {
        head = begun;
        if (form == RowForm.LINES) {
            return;
        }
        json.writeStartObject();
        json.writeStringField("query_name", head.queryName());
        json.writeObjectFieldStart("target");
        switch (head.target()) {
            case ReadTarget.Branch(String name) -> target(name, null);
            case ReadTarget.Snapshot(String id) -> target(null, id);
        }
        json.writeEndObject();
        json.writeNumberField("row_count", head.rowCount());
        if (!head.columns().isEmpty()) {
            json.writeArrayFieldStart("columns");
            for (String column : head.columns()) {
                json.writeString(column);
            }
            json.writeEndArray();
        }
        json.writeArrayFieldStart("rows");
    }

    @Override
    public void row(ResultRow row) throws IOException {
        row.writeTo(json);
    }

    /// Ends the answer.
    ///
    /// @param rows how many there were
    void end(long rows) throws IOException {
        if (rows != head.rowCount()) {
            throw new IllegalStateException(head.rowCount() + " rows were announced and " + rows + " came");
        }
        switch (form) {
            case RESULT, LEGACY -> {
                json.writeEndArray();
                if (form == RowForm.RESULT && !head.graphCommitId().isEmpty()) {
                    json.writeStringField("graph_commit_id", head.graphCommitId());
                }
                json.writeEndObject();
            }
            case LINES -> {
                json.writeStartObject();
                json.writeObjectFieldStart("end");
                json.writeNumberField("row_count", rows);
                json.writeStringField("graph_commit_id", head.graphCommitId());
                json.writeEndObject();
                json.writeEndObject();
                json.writeRaw(LINE_END);
            }
        }
        json.close();
    }

    private void target(@Nullable String branch, @Nullable String snapshot) throws IOException {
        json.writeStringField("branch", branch);
        json.writeStringField("snapshot", snapshot);
    }
}

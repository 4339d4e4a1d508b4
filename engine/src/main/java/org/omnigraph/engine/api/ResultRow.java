package org.omnigraph.engine.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/// One row of a read, valid only while it is handed over.
public interface ResultRow {
    /// Writes the row as one JSON object, members in column order, value by value: no more of it is in memory
    /// than one value. The generator needs a codec, as those of a mapper have.
    void writeTo(JsonGenerator out) throws IOException;

    /// The row as an object of its own, which counts as memory of the request.
    ObjectNode toObject();
}

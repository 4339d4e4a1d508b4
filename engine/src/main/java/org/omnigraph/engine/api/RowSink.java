package org.omnigraph.engine.api;

import java.io.IOException;

/// Takes the answer of a read as it is made. A sink that blocks, because its client is slow, makes the query wait; it
/// should do so inside [org.omnigraph.engine.work.WorkScope#idle], so that others work meanwhile.
public interface RowSink {
    /// Called once, when nothing can fail any more but the rows themselves: all matching and ordering is done.
    void begin(ReadHead head) throws IOException;

    /// Called for each row, in order.
    void row(ResultRow row) throws IOException;
}

package org.omnigraph.engine.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.omnigraph.engine.api.ChangeResult;
import org.omnigraph.engine.api.ReadResult;
import org.omnigraph.engine.api.ReadResults;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.RowSink;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.work.MemoryPool;

/// Runs `.gq` sources on a graph: implemented by the executor, called by the graph (see
/// [org.omnigraph.engine.api.Graph#query] and [org.omnigraph.engine.api.Graph#mutate], whose promises it keeps). One
/// per process, safe for use by many threads.
public interface QueryRunner {
    ReadResult query(GraphAccess graph, String source, String name, ObjectNode params, ReadTarget target);

    /// As [#query], row by row.
    ///
    /// @return how many rows there were
    default long query(
            GraphAccess graph, String source, String name, ObjectNode params, ReadTarget target, RowSink sink) {
        return ReadResults.replay(query(graph, source, name, params, target), sink);
    }

    /// The memory of the process, for all work on the graph that nobody bounds otherwise.
    default MemoryPool memory() {
        return MemoryPool.unbounded();
    }

    ChangeResult mutate(GraphAccess graph, String source, String name, ObjectNode params, WriteContext context);
}

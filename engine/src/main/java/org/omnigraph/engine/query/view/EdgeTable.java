package org.omnigraph.engine.query.view;

import org.omnigraph.engine.query.column.StringTable;

/// The edges of one type one by one: rows in the order of edge ids, with both ends, and for each node its edges both
/// ways. Read only where a query binds an edge. Immutable.
public final class EdgeTable {
    private final StringTable ids;
    private final int[] targets;
    private final Csr forward;
    private final Csr backward;

    EdgeTable(StringTable ids, int[] sources, int[] targets, int sourceNodes, int targetNodes) {
        this.ids = ids;
        this.targets = targets;
        this.forward = Csr.ofEdges(sources, targets, sources.length, sourceNodes, targetNodes);
        this.backward = Csr.ofEdges(targets, sources, targets.length, targetNodes, sourceNodes);
    }

    public StringTable ids() {
        return ids;
    }

    public int target(int edge) {
        return targets[edge];
    }

    public Csr forward() {
        return forward;
    }

    public Csr backward() {
        return backward;
    }

    public long bytes() {
        return 48 + ids.bytes() + 4L * targets.length + forward.bytes() + backward.bytes();
    }
}

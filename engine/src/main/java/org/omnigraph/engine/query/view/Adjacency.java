package org.omnigraph.engine.query.view;

import org.omnigraph.engine.query.column.Bits;

/// Who is joined to whom by the edges of one type, both ways, one entry per distinct pair. Rows are those of the two
/// node types. Immutable.
///
/// @param forward from sources to targets
/// @param backward from targets to sources
/// @param loops nodes with an edge to themselves; empty where the ends have different types
public record Adjacency(Csr forward, Csr backward, Bits loops) {

    static Adjacency of(int[] src, int[] dst, int count, int sources, int targets, boolean sameType) {
        Bits loops = new Bits(sameType ? sources : 0);
        if (sameType) {
            for (int i = 0; i < count; i++) {
                if (src[i] == dst[i]) {
                    loops.set(src[i]);
                }
            }
        }
        return new Adjacency(
                Csr.ofPairs(src, dst, count, sources, targets), Csr.ofPairs(dst, src, count, targets, sources), loops);
    }

    /// Whether the node has an edge to itself.
    public boolean isLoop(int node) {
        return loops.size() > 0 && loops.get(node);
    }

    public long bytes() {
        return 32 + forward.bytes() + backward.bytes() + loops.bytes();
    }
}

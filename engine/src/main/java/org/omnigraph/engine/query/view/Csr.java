package org.omnigraph.engine.query.view;

import java.util.Arrays;
import org.omnigraph.engine.work.WorkScope;

/// Compressed sparse rows: for each node the other ends of its edges, in ascending order. Built by two counting
/// sorts, in time linear in nodes and edges. Immutable.
public final class Csr {
    private static final int[] NO_EDGES = {};

    private final int[] offsets;
    private final int[] targets;
    private final int[] edges;

    private Csr(int[] offsets, int[] targets, int[] edges) {
        this.offsets = offsets;
        this.targets = targets;
        this.edges = edges;
    }

    /// One entry per edge; [#edge] gives its row, which is its position in the arrays. Edges between the same two
    /// nodes stand in ascending order.
    public static Csr ofEdges(int[] from, int[] to, int count, int fromNodes, int toNodes) {
        WorkScope scope = WorkScope.current();
        long reserved = 20L * count + 8L * (fromNodes + (long) toNodes) + 128;
        scope.memory().grow(reserved);
        int[] edges = sortedByEnds(from, to, count, fromNodes, toNodes, scope);
        int[] targets = new int[count];
        int[] offsets = new int[fromNodes + 1];
        for (int i = 0; i < count; i++) {
            scope.check();
            targets[i] = to[edges[i]];
            offsets[from[edges[i]] + 1]++;
        }
        for (int node = 0; node < fromNodes; node++) {
            offsets[node + 1] += offsets[node];
        }
        Csr built = new Csr(offsets, targets, edges);
        scope.memory().shrink(reserved - built.bytes());
        return built;
    }

    /// One entry per distinct pair, however many parallel edges join it.
    public static Csr ofPairs(int[] from, int[] to, int count, int fromNodes, int toNodes) {
        WorkScope scope = WorkScope.current();
        long reserved = 20L * count + 8L * (fromNodes + (long) toNodes) + 128;
        scope.memory().grow(reserved);
        int[] order = sortedByEnds(from, to, count, fromNodes, toNodes, scope);
        int[] targets = new int[count];
        int[] offsets = new int[fromNodes + 1];
        int kept = 0;
        for (int i = 0; i < count; i++) {
            scope.check();
            int source = from[order[i]];
            int target = to[order[i]];
            if (i > 0 && from[order[i - 1]] == source && to[order[i - 1]] == target) {
                continue;
            }
            targets[kept++] = target;
            offsets[source + 1]++;
        }
        for (int node = 0; node < fromNodes; node++) {
            offsets[node + 1] += offsets[node];
        }
        Csr built = new Csr(offsets, kept == count ? targets : Arrays.copyOf(targets, kept), NO_EDGES);
        scope.memory().shrink(reserved - built.bytes());
        return built;
    }

    public int nodes() {
        return offsets.length - 1;
    }

    /// How many entries there are in all.
    public int entries() {
        return targets.length;
    }

    public int begin(int node) {
        return offsets[node];
    }

    public int end(int node) {
        return offsets[node + 1];
    }

    public int degree(int node) {
        return offsets[node + 1] - offsets[node];
    }

    /// The other end of the entry at this position.
    public int target(int position) {
        return targets[position];
    }

    /// Copies the other ends of some entries.
    public void copyTargets(int position, int[] to, int at, int count) {
        System.arraycopy(targets, position, to, at, count);
    }

    /// The edge row of the entry at this position; only where one was kept per edge.
    public int edge(int position) {
        return edges[position];
    }

    /// Whether the second node is among the first one's neighbours.
    public boolean contains(int node, int target) {
        return Arrays.binarySearch(targets, offsets[node], offsets[node + 1], target) >= 0;
    }

    /// The first position of the node's entries whose target is not smaller than this one.
    public int lowerBound(int node, int target) {
        int low = offsets[node];
        int high = offsets[node + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (targets[middle] < target) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    public long bytes() {
        return 48L + 4L * offsets.length + 4L * targets.length + 4L * edges.length;
    }

    private static int[] sortedByEnds(int[] from, int[] to, int count, int fromNodes, int toNodes, WorkScope scope) {
        int[] identity = new int[count];
        for (int i = 0; i < count; i++) {
            identity[i] = i;
        }
        return stableSort(stableSort(identity, to, toNodes, scope), from, fromNodes, scope);
    }

    private static int[] stableSort(int[] order, int[] keys, int bound, WorkScope scope) {
        int[] starts = new int[bound + 1];
        for (int index : order) {
            starts[keys[index] + 1]++;
        }
        for (int key = 0; key < bound; key++) {
            starts[key + 1] += starts[key];
        }
        int[] sorted = new int[order.length];
        for (int index : order) {
            scope.check();
            sorted[starts[keys[index]]++] = index;
        }
        return sorted;
    }
}

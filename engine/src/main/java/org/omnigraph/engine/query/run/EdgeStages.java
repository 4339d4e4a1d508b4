package org.omnigraph.engine.query.run;

import org.omnigraph.engine.query.view.Csr;
import org.omnigraph.engine.query.view.EdgeTable;

/// Traversals with edge binding: one assignment per edge (query-language.md §7.10, §7.11).
final class EdgeStages {
    private EdgeStages() {}

    /// Binds the edge and the unbound end.
    static final class Expand extends ProducingStage {
        private final EdgeTable edges;
        private final Walk.Way way;
        private final int from;
        private final int edge;
        private final int to;

        /// @param way as seen from the bound end
        Expand(Frame frame, EdgeTable edges, Walk.Way way, int from, int edge, int to, Stage next) {
            super(frame, next);
            this.edges = edges;
            this.way = way;
            this.from = from;
            this.edge = edge;
            this.to = to;
        }

        @Override
        void extend(Batch in, int index) {
            int node = in.slots[from][index];
            if (way != Walk.Way.BACKWARD) {
                Csr list = edges.forward();
                for (int p = list.begin(node); p < list.end(node); p++) {
                    emit(in, index, edge, list.edge(p), to, list.target(p));
                }
            }
            if (way != Walk.Way.FORWARD) {
                Csr list = edges.backward();
                for (int p = list.begin(node); p < list.end(node); p++) {
                    // A self-loop was met on the way out already.
                    if (way == Walk.Way.BACKWARD || list.target(p) != node) {
                        emit(in, index, edge, list.edge(p), to, list.target(p));
                    }
                }
            }
        }
    }

    /// Binds the edge where both ends are bound.
    static final class Between extends ProducingStage {
        private final EdgeTable edges;
        private final Walk.Way way;
        private final int left;
        private final int right;
        private final int edge;

        /// @param way as seen from the left end
        Between(Frame frame, EdgeTable edges, Walk.Way way, int left, int right, int edge, Stage next) {
            super(frame, next);
            this.edges = edges;
            this.way = way;
            this.left = left;
            this.right = right;
            this.edge = edge;
        }

        @Override
        void extend(Batch in, int index) {
            int a = in.slots[left][index];
            int b = in.slots[right][index];
            if (way != Walk.Way.BACKWARD) {
                emitBetween(in, index, a, b);
            }
            if (way == Walk.Way.BACKWARD || (way == Walk.Way.BOTH && a != b)) {
                emitBetween(in, index, b, a);
            }
        }

        private void emitBetween(Batch in, int index, int source, int target) {
            Csr list = edges.forward();
            int end = list.end(source);
            for (int p = list.lowerBound(source, target); p < end && list.target(p) == target; p++) {
                emit(in, index, edge, list.edge(p));
            }
        }
    }
}

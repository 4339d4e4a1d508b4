package org.omnigraph.engine.query.run;

import org.omnigraph.engine.query.view.Csr;

/// Binds the unbound end of a traversal without edge binding: one assignment per distinct pair.
final class ExpandStage extends ProducingStage {
    private final Walk walk;
    private final int from;
    private final int to;
    private final boolean firstOnly;
    private final BreadthFirst search;

    /// @param firstOnly one match is as good as all: the end is read nowhere, and only existence matters
    ExpandStage(Frame frame, Walk walk, int from, int to, boolean firstOnly, Stage next) {
        super(frame, next);
        this.walk = walk;
        this.from = from;
        this.to = to;
        this.firstOnly = firstOnly;
        this.search = new BreadthFirst(walk, budget());
    }

    @Override
    void extend(Batch in, int index) {
        if (walk.isEmpty()) {
            return;
        }
        int node = in.slots[from][index];
        if (!walk.isOneHop()) {
            search.run(node);
            emitAll(in, index, to, search.matches(), 0, firstOnly ? Math.min(1, search.count()) : search.count());
            return;
        }
        Csr list = walk.lists().getFirst();
        int begin = list.begin(node);
        int end = list.end(node);
        if (firstOnly) {
            for (Csr any : walk.lists()) {
                if (any.degree(node) > 0) {
                    emit(in, index, to, any.target(any.begin(node)));
                    return;
                }
            }
            return;
        }
        emitAll(in, index, to, list, begin, end);
        if (walk.lists().size() == 2) {
            Csr other = walk.lists().get(1);
            for (int p = other.begin(node); p < other.end(node); p++) {
                budget().step();
                if (!list.contains(node, other.target(p))) {
                    emit(in, index, to, other.target(p));
                }
            }
        }
    }
}

package org.omnigraph.engine.query.run;

import org.omnigraph.engine.query.budget.QueryBudget;
import org.omnigraph.engine.query.column.Bits;
import org.omnigraph.engine.query.view.Csr;

/// A traversal without edge binding whose ends are both bound: a test.
final class PairTest implements Predicate {
    private final Walk walk;
    private final int left;
    private final int right;
    private final BreadthFirst search;
    private int searchedFrom = -1;
    private Bits found = new Bits(0);

    /// @param walk from the left end
    PairTest(Walk walk, int left, int right, QueryBudget budget) {
        this.walk = walk;
        this.left = left;
        this.right = right;
        this.search = new BreadthFirst(walk, budget);
        if (!walk.isEmpty() && !walk.isOneHop()) {
            budget.useBytes(walk.lists().getFirst().nodes() / 8L);
        }
    }

    @Override
    public boolean test(int[][] slots, int index) {
        int a = slots[left][index];
        int b = slots[right][index];
        if (walk.isEmpty()) {
            return false;
        }
        if (walk.isOneHop()) {
            for (Csr list : walk.lists()) {
                if (list.contains(a, b)) {
                    return true;
                }
            }
            return false;
        }
        if (a != searchedFrom) {
            search.run(a);
            found = new Bits(walk.lists().getFirst().nodes());
            for (int i = 0; i < search.count(); i++) {
                found.set(search.matches()[i]);
            }
            searchedFrom = a;
        }
        return found.get(b);
    }
}

package org.omnigraph.engine.query.run;

import org.omnigraph.engine.query.budget.QueryBudget;

/// The end of a plan that returns assignments: keeps the first `limit` of an order in a heap whose root is the last
/// of them, or all where there is no limit.
final class TopRows implements Stage {
    private final TupleStore store;
    private final IndexOrder order;
    private final long limit;
    private final QueryBudget budget;
    private int[] heap = new int[0];

    /// @param limit how many to keep; [Long#MAX_VALUE] for all
    TopRows(TupleStore store, IndexOrder order, long limit, QueryBudget budget) {
        this.budget = budget;
        this.store = store;
        this.order = order;
        this.limit = limit;
    }

    @Override
    public void accept(Batch batch) {
        for (int i = 0; i < batch.size && limit > 0; i++) {
            int index = store.add(batch.slots, i);
            if (index < limit) {
                continue;
            }
            if (heap.length == 0) {
                heap = heapOf(index);
            }
            if (order.compare(index, heap[0]) < 0) {
                store.copy(index, heap[0]);
                siftDown(0);
            }
            store.removeLast();
        }
    }

    @Override
    public void flush() {
        // Nothing is held back from a next stage.
    }

    /// The indices of what was kept, in order.
    int[] sorted() {
        budget.useBytes(4L * store.size());
        int[] indices = new int[store.size()];
        IndexOrder.number(indices, budget);
        order.sort(indices, budget);
        return indices;
    }

    private int[] heapOf(int size) {
        budget.useBytes(4L * size);
        heap = new int[size];
        IndexOrder.number(heap, budget);
        for (int i = size / 2 - 1; i >= 0; i--) {
            siftDown(i);
        }
        return heap;
    }

    private void siftDown(int from) {
        int at = from;
        while (true) {
            budget.step();
            int child = 2 * at + 1;
            if (child >= heap.length) {
                return;
            }
            if (child + 1 < heap.length && order.compare(heap[child + 1], heap[child]) > 0) {
                child++;
            }
            if (order.compare(heap[child], heap[at]) <= 0) {
                return;
            }
            int swap = heap[at];
            heap[at] = heap[child];
            heap[child] = swap;
            at = child;
        }
    }
}

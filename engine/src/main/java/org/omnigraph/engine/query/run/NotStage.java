package org.omnigraph.engine.query.run;

import org.omnigraph.engine.query.budget.QueryBudget;

/// Drops the assignments that a `not` block can extend. The block's own stages run on whole batches; a slot of its
/// own remembers which outer assignment an inner one came from.
final class NotStage implements Stage {
    private final Stage block;
    private final Matched matched;
    private final int[] carried;
    private final Batch inner;
    private final Stage next;

    /// @param block the stages of the block, ending in a [Found]
    /// @param carried slots that are bound outside
    NotStage(Stage block, Matched matched, int width, int[] carried, QueryBudget budget, Stage next) {
        this.block = block;
        this.matched = matched;
        this.carried = carried;
        this.next = next;
        int[] bound = new int[carried.length + 1];
        System.arraycopy(carried, 0, bound, 0, carried.length);
        bound[carried.length] = matched.originSlot();
        this.inner = new Batch(width, bound, budget);
    }

    @Override
    public void accept(Batch batch) {
        matched.start(batch.size);
        for (int slot : carried) {
            System.arraycopy(batch.slots[slot], 0, inner.slots[slot], 0, batch.size);
        }
        for (int i = 0; i < batch.size; i++) {
            inner.slots[matched.originSlot()][i] = i;
        }
        inner.size = batch.size;
        block.accept(inner);
        block.flush();
        int kept = 0;
        for (int i = 0; i < batch.size; i++) {
            if (!matched.isFound(i)) {
                batch.move(i, kept++);
            }
        }
        batch.size = kept;
        if (kept > 0) {
            next.accept(batch);
        }
    }

    @Override
    public void flush() {
        next.flush();
    }

    /// The end of a block: notes for whom there is a match.
    record Found(Matched matched) implements Stage {
        @Override
        public void accept(Batch batch) {
            int[] origins = batch.slots[matched.originSlot()];
            for (int i = 0; i < batch.size; i++) {
                matched.found(origins[i]);
            }
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }
    }
}

package org.omnigraph.engine.query.run;

import java.util.Arrays;
import org.omnigraph.engine.query.budget.QueryBudget;
import org.omnigraph.engine.query.view.Csr;

/// A stage that makes any number of assignments out of one, by binding further slots.
abstract class ProducingStage implements Stage {
    private final int[] carried;
    private final Matched matched;
    private final QueryBudget budget;
    private final Stage next;
    private final Batch out;

    /// @param frame what is bound before and after
    ProducingStage(Frame frame, Stage next) {
        this.carried = frame.carried();
        this.matched = frame.matched();
        this.budget = frame.budget();
        this.next = next;
        this.out = new Batch(frame.width(), frame.bound(), frame.budget());
    }

    /// Makes the assignments that extend this one.
    abstract void extend(Batch in, int index);

    @Override
    public final void accept(Batch in) {
        for (int i = 0; i < in.size; i++) {
            budget.step();
            if (!matched.isDone(in, i)) {
                extend(in, i);
            }
        }
    }

    @Override
    public final void flush() {
        push();
        next.flush();
    }

    /// Emits one assignment that binds a slot.
    final void emit(Batch in, int index, int slot, int row) {
        out.carry(in, index, carried);
        out.slots[slot][out.size] = row;
        advance(1);
    }

    /// Emits one assignment that binds two slots.
    final void emit(Batch in, int index, int slot, int row, int slot2, int row2) {
        out.carry(in, index, carried);
        out.slots[slot][out.size] = row;
        out.slots[slot2][out.size] = row2;
        advance(1);
    }

    /// Emits one assignment for each of these entries.
    final void emitAll(Batch in, int index, int slot, Csr csr, int begin, int end) {
        int at = begin;
        while (at < end) {
            int count = Math.min(end - at, out.capacity - out.size);
            csr.copyTargets(at, out.slots[slot], out.size, count);
            fill(in, index, count);
            at += count;
            advance(count);
        }
    }

    /// Emits one assignment for each of these rows.
    final void emitAll(Batch in, int index, int slot, int[] rows, int begin, int end) {
        int at = begin;
        while (at < end) {
            int count = Math.min(end - at, out.capacity - out.size);
            System.arraycopy(rows, at, out.slots[slot], out.size, count);
            fill(in, index, count);
            at += count;
            advance(count);
        }
    }

    final QueryBudget budget() {
        return budget;
    }

    private void fill(Batch in, int index, int count) {
        for (int slot : carried) {
            Arrays.fill(out.slots[slot], out.size, out.size + count, in.slots[slot][index]);
        }
    }

    private void advance(int count) {
        out.size += count;
        if (out.size == out.capacity) {
            push();
        }
    }

    private void push() {
        if (out.size > 0) {
            budget.useRows(out.size);
            next.accept(out);
            out.size = 0;
        }
    }
}

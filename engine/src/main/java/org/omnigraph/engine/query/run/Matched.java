package org.omnigraph.engine.query.run;

import org.omnigraph.engine.query.column.Bits;

/// Inside a `not` block: which of the outer batch's assignments have a match already, so that no stage needs to look
/// for another. Outside of any block nothing is ever done.
final class Matched {
    static final Matched NEVER = new Matched(-1);

    private final int originSlot;
    private Bits done = new Bits(0);

    /// @param originSlot holds the place of the outer assignment that an inner one extends; -1 outside of blocks
    Matched(int originSlot) {
        this.originSlot = originSlot;
    }

    boolean isInside() {
        return originSlot >= 0;
    }

    int originSlot() {
        return originSlot;
    }

    void start(int size) {
        done = new Bits(size);
    }

    void found(int origin) {
        done.set(origin);
    }

    boolean isFound(int origin) {
        return done.get(origin);
    }

    boolean isDone(Batch batch, int index) {
        return originSlot >= 0 && done.get(batch.slots[originSlot][index]);
    }
}

package org.omnigraph.engine.query.run;

import java.util.List;

/// Keeps the assignments for which all conditions hold.
final class FilterStage implements Stage {
    private final Predicate[] predicates;
    private final Stage next;

    FilterStage(List<Predicate> predicates, Stage next) {
        this.predicates = predicates.toArray(Predicate[]::new);
        this.next = next;
    }

    @Override
    public void accept(Batch batch) {
        for (Predicate predicate : predicates) {
            int kept = 0;
            for (int i = 0; i < batch.size; i++) {
                if (predicate.test(batch.slots, i)) {
                    batch.move(i, kept++);
                }
            }
            batch.size = kept;
        }
        if (batch.size > 0) {
            next.accept(batch);
        }
    }

    @Override
    public void flush() {
        next.flush();
    }
}

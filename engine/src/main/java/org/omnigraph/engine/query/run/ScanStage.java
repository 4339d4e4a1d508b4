package org.omnigraph.engine.query.run;

/// Binds a node variable to each of its candidates: the start of a plan, or a cross product.
final class ScanStage extends ProducingStage {
    private final int slot;
    private final int[] candidates;

    ScanStage(Frame frame, int slot, int[] candidates, Stage next) {
        super(frame, next);
        this.slot = slot;
        this.candidates = candidates;
    }

    @Override
    void extend(Batch in, int index) {
        emitAll(in, index, slot, candidates, 0, candidates.length);
    }
}

package org.omnigraph.engine.query.run;

/// One step of a physical plan: takes assignments in batches and pushes what it makes of them to the next stage.
/// Stages belong to one execution and one thread.
interface Stage {
    /// Takes a batch. The stage may drop assignments from it in place, and keeps no reference to it.
    void accept(Batch batch);

    /// Pushes on whatever is still held back. Afterwards the stage takes batches again.
    void flush();
}

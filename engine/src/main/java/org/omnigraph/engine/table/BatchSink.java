package org.omnigraph.engine.table;

/// Takes the batches of a scan. Batches come one after the other, from the thread that called the scan.
@FunctionalInterface
public interface BatchSink {
    /// Takes one batch.
    ///
    /// @return false to end the scan
    boolean accept(ColumnBatch batch);
}

package org.omnigraph.server.serve;

import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.omnigraph.catalog.policy.PolicyAction;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.ReadTarget;

/// Exports of a pinned snapshot, streamed; at most eight at a time (http-api.md §10).
public final class Exports {
    private static final int STREAMS_MAX = 8;
    private static final long WAIT_MILLIS_MAX = 250;
    private static final long TRANSPORT_BYTES_MAX = 2_097_152;
    private static final long TRANSPORT_BYTES_PER_STREAM = TRANSPORT_BYTES_MAX / STREAMS_MAX;

    private final Semaphore slots = new Semaphore(STREAMS_MAX);

    /// One export that policy has let pass, its snapshot pinned.
    public final class Export {
        private final Visit visit;
        private final ReadTarget pinned;
        private final List<String> types;

        private Export(Visit visit, ReadTarget pinned, List<String> types) {
            this.visit = visit;
            this.pinned = pinned;
            this.types = types;
        }

        /// Writes the lines; 413 if no slot comes free in time.
        public void writeTo(OutputStream out) {
            takeSlot();
            try {
                visit.work().read(() -> visit.graph().export(pinned, types, out));
            } finally {
                slots.release();
            }
        }
    }

    /// Pins what will be exported.
    ///
    /// @param types names of types, empty for all
    public Export open(Visit visit, String branch, List<String> types) {
        visit.require(PolicyAction.EXPORT, branch);
        Graph graph = visit.graph();
        ReadTarget pinned = new ReadTarget.Snapshot(
                graph.head(new ReadTarget.Branch(branch)).graphCommitId());
        return new Export(visit, pinned, List.copyOf(types));
    }

    private void takeSlot() {
        try {
            if (!slots.tryAcquire(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS)) {
                throw GraphErrors.resourceLimit(
                                "stream_export_transport_bytes",
                                TRANSPORT_BYTES_MAX,
                                TRANSPORT_BYTES_MAX + TRANSPORT_BYTES_PER_STREAM)
                        .exception();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an export slot", e);
        }
    }
}

package org.omnigraph.server.http;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.omnigraph.catalog.policy.PolicyAction;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.ReadTarget;

/// The NDJSON export: a pinned snapshot, streamed; at most eight at a time (http-api.md §10).
final class ExportRoute {
    private static final int STREAMS_MAX = 8;
    private static final long WAIT_MILLIS_MAX = 250;
    private static final long TRANSPORT_BYTES_MAX = 2_097_152;
    private static final long TRANSPORT_BYTES_PER_STREAM = TRANSPORT_BYTES_MAX / STREAMS_MAX;

    private final Semaphore slots = new Semaphore(STREAMS_MAX);

    List<Route> routes() {
        return List.of(new Route("POST", "/graphs/{graph_id}/export", Route.Access.BEARER, this::export));
    }

    private Reply export(Call call) {
        JsonRequest body = JsonRequest.read(call, RequestBody.JSON_BYTES_MAX);
        body.closed(Set.of("branch", "type_names"));
        String branch = body.branch("branch").orElse(Branches.MAIN);
        List<String> types = body.texts("type_names");
        Boundary.require(call, PolicyAction.EXPORT, branch);
        Graph graph = call.graph().graph();
        ReadTarget pinned = new ReadTarget.Snapshot(
                graph.head(new ReadTarget.Branch(branch)).graphCommitId());
        return new Reply.Streamed("application/x-ndjson; charset=utf-8", out -> {
            takeSlot();
            try {
                graph.export(pinned, types, out);
            } finally {
                slots.release();
            }
        });
    }

    private void takeSlot() {
        try {
            if (!slots.tryAcquire(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS)) {
                throw Failures.resourceLimit(
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

package org.omnigraph.server.serve;

import java.util.Optional;
import org.omnigraph.catalog.policy.PolicyEvaluationException;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a client is told of anything that ended a request, and what the log is (http-api.md §5). Our own input and
/// output is never blamed on the request, and details of a fault of ours go to the log alone.
public final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private Faults() {}

    /// The error; faults of ours are logged under the request's id.
    public static ApiError of(Throwable cause, String requestId) {
        if (cause instanceof ApiException api) {
            return api.error();
        }
        if (isUnreachableStore(cause)) {
            LOG.atWarn().addKeyValue("error", cause.getMessage()).log("the store cannot be reached");
            return ApiError.storeUnreachable();
        }
        if (cause instanceof GraphException graph) {
            Optional<ApiError> told = GraphErrors.of(graph.failure(), requestId);
            if (told.isPresent()) {
                if (told.get().status() >= 500 && !(graph.failure() instanceof GraphFailure.Cancelled)) {
                    log(requestId, cause);
                }
                return told.get();
            }
        }
        log(requestId, cause);
        String what = switch (cause) {
            case PolicyEvaluationException _ -> "the policy could not be evaluated";
            case GraphException graph
            when graph.code() == DiagnosticCode.GRAPH_CORRUPT ->
                "what is stored of this graph is damaged; `omnigraph doctor` names what";
            case OutOfMemoryError _ -> "the server is out of memory";
            default -> "internal error";
        };
        return ApiError.of(500, ApiError.INTERNAL, what + "; report id " + requestId);
    }

    /// True if nobody waits for this any more.
    public static boolean isCancelled(Throwable cause) {
        return cause instanceof GraphException graph && graph.failure() instanceof GraphFailure.Cancelled;
    }

    /// Whether the store's being away is behind this. A write whose outcome nobody knows is something else.
    private static boolean isUnreachableStore(Throwable cause) {
        if (cause instanceof GraphException graph && graph.failure() instanceof GraphFailure.OutcomeUnknown) {
            return false;
        }
        int depth = 0;
        for (Throwable at = cause; at != null && depth < 16; at = at.getCause(), depth++) {
            if (at instanceof StoreException store && store.code() == DiagnosticCode.STORE_UNREACHABLE) {
                return true;
            }
        }
        return false;
    }

    private static void log(String requestId, Throwable cause) {
        LOG.atError().addKeyValue("report_id", requestId).setCause(cause).log("internal error");
    }
}

package org.omnigraph.engine.api;

import org.omnigraph.state.diagnostic.DiagnosticCode;

/// An operation on a graph that did not happen, with its typed reason. Commands and routes turn it into diagnostics
/// and responses at one place each.
public final class GraphException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient GraphFailure failure;
    private final DiagnosticCode code;

    public GraphException(DiagnosticCode code, String message, GraphFailure failure) {
        super(message);
        this.code = code;
        this.failure = failure;
    }

    public GraphException(DiagnosticCode code, String message, GraphFailure failure, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.failure = failure;
    }

    public GraphFailure failure() {
        return failure;
    }

    public DiagnosticCode code() {
        return code;
    }
}

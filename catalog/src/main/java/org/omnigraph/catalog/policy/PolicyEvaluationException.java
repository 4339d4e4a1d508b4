package org.omnigraph.catalog.policy;

/// Cedar could not decide: a failure of ours, never an allow and never a denial (policy.md §6).
public final class PolicyEvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PolicyEvaluationException(String message) {
        super(message);
    }

    public PolicyEvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}

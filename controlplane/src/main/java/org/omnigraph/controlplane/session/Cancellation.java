package org.omnigraph.controlplane.session;

/// Asked between two steps whether the person wants the command to stop (cluster-contract.md §7, SIGINT/SIGTERM).
@FunctionalInterface
public interface Cancellation {
    Cancellation NEVER = () -> false;

    /// True from the moment a stop was asked for.
    boolean isRequested();
}

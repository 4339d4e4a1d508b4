package org.omnigraph.engine.api;

/// Decides whether an actor may write; the engine asks at the head of every write, whoever calls (policy.md §8).
@FunctionalInterface
public interface PolicyGate {
    /// Allows everything: direct access to the storage is its own authority.
    PolicyGate OPEN = (actor, request) -> {};

    /// Returns if the write is allowed.
    ///
    /// @param actor empty if nobody is known; a gate with a policy denies then
    /// @throws GraphException with [GraphFailure.Denied], or [GraphFailure.PolicyFailed] if no decision could be
    /// reached
    void check(String actor, GateRequest request);
}

package org.omnigraph.server.auth;

/// Who sent a request: the actor whose token matched, and nothing else (policy.md §7).
///
/// @param actor empty in the open state
public record Caller(String actor) {
    public static final Caller ANONYMOUS = new Caller("");

    /// What admission counts by.
    public String admissionKey() {
        return actor.isEmpty() ? "anonymous" : actor;
    }
}

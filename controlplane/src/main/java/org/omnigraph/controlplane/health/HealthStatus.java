package org.omnigraph.controlplane.health;

import java.util.Locale;

/// How something is. The order is that of gravity: a cluster is as its worst part is.
public enum HealthStatus {
    /// As it should be.
    HEALTHY,
    /// Nothing speaks against it, and nothing proves it.
    UNVERIFIED,
    /// It works, and somebody should look at it.
    DEGRADED,
    /// What is there is older than what was recorded.
    STALE,
    /// What was recorded is not there.
    MISSING,
    /// Nobody knows: it does not answer.
    UNREACHABLE,
    /// It is there, and not what was recorded or not readable.
    CORRUPT;

    /// The name in JSON.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The graver of the two.
    public HealthStatus or(HealthStatus other) {
        return compareTo(other) >= 0 ? this : other;
    }
}

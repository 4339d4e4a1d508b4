package org.omnigraph.controlplane.task;

import java.nio.file.Path;
import java.time.Duration;

/// Make the catalog what it was at an earlier revision, by a new one.
///
/// @param to the revision to go back to
/// @param reason why, for the history
/// @param actor who acts; empty if unknown
public record RollbackRequest(Path configDir, long to, String reason, String actor, Duration lockTimeout) {}

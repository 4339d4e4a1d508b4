package org.omnigraph.controlplane.task;

import java.nio.file.Path;
import java.time.Duration;

/// Bring the ledger up to what is really there.
///
/// @param actor who acts; empty if unknown
public record RefreshRequest(Path configDir, String actor, Duration lockTimeout) {}

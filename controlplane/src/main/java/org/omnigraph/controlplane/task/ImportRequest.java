package org.omnigraph.controlplane.task;

import java.nio.file.Path;
import java.time.Duration;

/// Make the first ledger from what is really there.
///
/// @param actor who acts; empty if unknown
public record ImportRequest(Path configDir, String actor, Duration lockTimeout) {}

package org.omnigraph.controlplane.task;

import java.nio.file.Path;
import java.time.Duration;

/// Record a person's approval of one change.
///
/// @param resource the address as it was typed
/// @param actor who approves; must not be empty
public record ApproveRequest(Path configDir, String resource, String actor, Duration lockTimeout) {}

package org.omnigraph.controlplane.task;

import java.nio.file.Path;
import java.time.Duration;

/// Show what `apply` would do.
///
/// @param takeLock false for `--no-lock`: reads without the lock, even where `state.lock` is on
/// @param lockTimeout how long to wait for a held lock; zero fails at once
/// @param save true if the plan is to be kept for `apply --plan`
public record PlanRequest(Path configDir, boolean takeLock, Duration lockTimeout, boolean save) {}

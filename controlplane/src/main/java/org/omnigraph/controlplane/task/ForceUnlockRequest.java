package org.omnigraph.controlplane.task;

import java.nio.file.Path;

/// Remove the lock, if it has exactly this id.
public record ForceUnlockRequest(Path configDir, String lockId) {}

package org.omnigraph.controlplane.task;

import java.nio.file.Path;
import java.util.Optional;

/// Rebuild every state from the log and compare.
///
/// @param against digests to compare with, at the revision that they are of
public record ReplayRequest(Path configDir, Optional<DigestFile> against) {}

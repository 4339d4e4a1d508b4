package org.omnigraph.controlplane.command;

import java.nio.file.Path;
import java.util.Optional;
import org.omnigraph.controlplane.operate.DigestFile;

/// Rebuild every state from the log and compare.
///
/// @param against digests to compare with, at the revision that they are of
public record ReplayRequest(Path configDir, Optional<DigestFile> against) {}

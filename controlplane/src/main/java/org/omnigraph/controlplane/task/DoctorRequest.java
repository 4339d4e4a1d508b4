package org.omnigraph.controlplane.task;

import java.nio.file.Path;
import java.time.Duration;

/// Look at everything that a cluster rests on.
///
/// @param probeStore also race writers against the store; writes probe objects and removes them
/// @param fix do the repairs that cannot lose anything, under the lock, before looking
public record DoctorRequest(Path configDir, boolean probeStore, boolean fix, Duration lockTimeout) {}

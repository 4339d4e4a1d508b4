package org.omnigraph.controlplane.task;

import java.nio.file.Path;

/// Check the folder, touching no store.
public record ValidateRequest(Path configDir) {}

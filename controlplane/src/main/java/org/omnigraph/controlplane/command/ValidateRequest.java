package org.omnigraph.controlplane.command;

import java.nio.file.Path;

/// Check the folder, touching no store.
public record ValidateRequest(Path configDir) {}

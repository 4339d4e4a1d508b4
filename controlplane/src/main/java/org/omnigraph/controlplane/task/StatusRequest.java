package org.omnigraph.controlplane.task;

import java.nio.file.Path;

/// Show what the ledger says is deployed.
public record StatusRequest(Path configDir) {}

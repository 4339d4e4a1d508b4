package org.omnigraph.controlplane.task;

import java.nio.file.Path;

/// Compare ledger, catalog and live graphs, writing nothing.
public record DriftRequest(Path configDir) {}

package org.omnigraph.controlplane.task;

import java.nio.file.Path;

/// Show one revision of the ledger.
public record HistoryShowRequest(Path configDir, long revision) {}

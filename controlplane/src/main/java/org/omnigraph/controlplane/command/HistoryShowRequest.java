package org.omnigraph.controlplane.command;

import java.nio.file.Path;

/// Show one revision of the ledger.
public record HistoryShowRequest(Path configDir, long revision) {}

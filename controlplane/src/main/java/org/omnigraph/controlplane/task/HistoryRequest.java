package org.omnigraph.controlplane.task;

import java.nio.file.Path;

/// List the ledger's revisions.
///
/// @param limit at most so many, newest first; 0 for all
public record HistoryRequest(Path configDir, int limit) {}

package org.omnigraph.cli.query;

import picocli.CommandLine.Command;

/// `omnigraph queries`.
@Command(
        name = "queries",
        synopsisSubcommandLabel = "COMMAND",
        description = "Look at the stored queries that were applied.")
public final class QueriesGroup {}

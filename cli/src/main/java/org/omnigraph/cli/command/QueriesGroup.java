package org.omnigraph.cli.command;

import picocli.CommandLine.Command;

/// `omnigraph queries`.
@Command(
        name = "queries",
        synopsisSubcommandLabel = "COMMAND",
        description = "Look at the stored queries that were applied.")
final class QueriesGroup {}

package org.omnigraph.cli.command;

import picocli.CommandLine.Command;

/// `omnigraph graphs`.
@Command(name = "graphs", synopsisSubcommandLabel = "COMMAND", description = "Look at what a server serves.")
final class GraphsGroup {}

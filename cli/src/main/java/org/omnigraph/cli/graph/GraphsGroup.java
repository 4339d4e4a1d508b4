package org.omnigraph.cli.graph;

import picocli.CommandLine.Command;

/// `omnigraph graphs`.
@Command(name = "graphs", synopsisSubcommandLabel = "COMMAND", description = "Look at what a server serves.")
public final class GraphsGroup {}

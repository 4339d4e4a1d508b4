package org.omnigraph.cli.cluster;

import picocli.CommandLine.Command;

/// `omnigraph cluster`: the commands that work on a config folder.
@Command(
        name = "cluster",
        synopsisSubcommandLabel = "COMMAND",
        description = "Validate, plan and apply a declared cluster.")
public final class ClusterGroup {}

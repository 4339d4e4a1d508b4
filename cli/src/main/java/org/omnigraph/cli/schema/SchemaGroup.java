package org.omnigraph.cli.schema;

import picocli.CommandLine.Command;

/// `omnigraph schema`.
@Command(
        name = "schema",
        synopsisSubcommandLabel = "COMMAND",
        description = "Look at a graph's schema, plan and apply another.")
public final class SchemaGroup {}

package org.omnigraph.cli.authoring;

import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.controlplane.config.ClusterJsonSchema;
import picocli.CommandLine.Command;

/// `omnigraph schema-json`.
@Command(
        name = "schema-json",
        description = "Print the JSON Schema of cluster.yaml, for editors and other tools.",
        footer = {"", "Example: omnigraph schema-json > cluster.schema.json"})
public final class SchemaJsonCommand implements CliCommand {
    @Override
    public Result run(Invocation invocation) {
        return Result.ok(new DocumentView("schema", ClusterJsonSchema.document()));
    }
}

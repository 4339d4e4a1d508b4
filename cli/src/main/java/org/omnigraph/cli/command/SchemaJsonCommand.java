package org.omnigraph.cli.command;

import org.omnigraph.cli.view.DocumentView;
import org.omnigraph.controlplane.config.ClusterJsonSchema;
import picocli.CommandLine.Command;

/// `omnigraph schema-json`.
@Command(
        name = "schema-json",
        description = "Print the JSON Schema of cluster.yaml, for editors and other tools.",
        footer = {"", "Example: omnigraph schema-json > cluster.schema.json"})
final class SchemaJsonCommand implements CliCommand {
    @Override
    public Result run(Invocation invocation) {
        return Result.ok(new DocumentView("schema", ClusterJsonSchema.document()));
    }
}

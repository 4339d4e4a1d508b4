package org.omnigraph.cli.schema;

import org.omnigraph.cli.client.GraphClient;
import org.omnigraph.cli.client.ReadTargetOption;
import org.omnigraph.cli.client.TargetOption;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.engine.api.ReadTarget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `omnigraph schema show`.
@Command(name = "show", description = "Print the schema of a live graph, as it was written.")
public final class SchemaShowCommand implements CliCommand {
    @Parameters(arity = "0..1", paramLabel = "URI", description = "The graph's root unless an option names it.")
    String address = "";

    @Mixin
    TargetOption target = new TargetOption();

    @Mixin
    ReadTargetOption version = new ReadTargetOption();

    @Override
    public Result run(Invocation invocation) {
        ReadTarget at = version.target();
        try (GraphClient graph = target.open(address, "", invocation.shell())) {
            return Result.ok(new SchemaView(graph.schemaSource(at)));
        }
    }
}

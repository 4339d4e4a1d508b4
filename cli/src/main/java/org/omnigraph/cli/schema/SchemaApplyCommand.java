package org.omnigraph.cli.schema;

import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.cli.client.GraphClient;
import org.omnigraph.cli.client.TargetOption;
import org.omnigraph.cli.profile.ActorOption;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.engine.api.ReadTarget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `omnigraph schema apply`.
@Command(
        name = "apply",
        description = "Migrate a graph of its own to a schema, as one commit. A cluster's graphs are migrated by "
                + "`omnigraph cluster apply`.",
        footer = {
            "",
            "What is dropped is hidden from the new commit on and stays readable in older ones,",
            "unless --allow-data-loss says otherwise.",
            "Example: omnigraph schema apply films.omni --schema films.pg --as ana"
        })
public final class SchemaApplyCommand implements CliCommand {
    @Parameters(arity = "0..1", paramLabel = "URI", description = "The graph's root unless an option names it.")
    String address = "";

    @Mixin
    SchemaFileOption schema = new SchemaFileOption();

    @Mixin
    TargetOption target = new TargetOption();

    @Mixin
    ActorOption actor = new ActorOption();

    @Mixin
    DropOption drops = new DropOption();

    @Override
    public Result run(Invocation invocation) {
        String who = target.actor(actor, address, invocation.shell());
        SchemaModel desired = schema.compile(invocation.shell());
        try (GraphClient graph = target.open(address, who, invocation.shell())) {
            invocation.noteWrite(graph.location(), ReadTarget.MAIN_BRANCH, who);
            return Result.ok(new SchemaApplyView(graph.schemaApply(desired, drops.mode())));
        }
    }
}

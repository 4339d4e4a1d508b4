package org.omnigraph.cli.graph;

import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.cli.client.GraphClients;
import org.omnigraph.cli.client.TargetOption;
import org.omnigraph.cli.profile.ActorOption;
import org.omnigraph.cli.profile.Address;
import org.omnigraph.cli.schema.SchemaFileOption;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.engine.api.ReadTarget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `omnigraph init`.
@Command(
        name = "init",
        description = "Make an empty graph of its own. A cluster's graphs are made by `omnigraph cluster apply`.",
        footer = {"", "Example: omnigraph init films.omni --schema films.pg --as ana"})
public final class InitCommand implements CliCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "URI",
            description =
                    "The graph's root unless an option names it; its last part, without .omni, is the graph's id.")
    String address = "";

    @Mixin
    SchemaFileOption schema = new SchemaFileOption();

    @Mixin
    TargetOption target = new TargetOption();

    @Mixin
    ActorOption actor = new ActorOption();

    @Override
    public Result run(Invocation invocation) {
        if (!(target.resolve(address, invocation.shell()) instanceof Address.Stored(String root))) {
            throw Refusal.usage(
                    "a server makes no graphs",
                    "Name a root in storage, or declare the graph in the cluster's config and run "
                            + "`omnigraph cluster apply`.");
        }
        String who = actor.resolve(invocation.shell());
        SchemaModel model = schema.compile(invocation.shell());
        return Result.ok(new InitView(GraphClients.init(
                root,
                model,
                who,
                location -> invocation.noteWrite(location, ReadTarget.MAIN_BRANCH, who),
                invocation.shell())));
    }
}

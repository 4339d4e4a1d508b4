package org.omnigraph.cli.graph;

import org.omnigraph.cli.client.GraphClients;
import org.omnigraph.cli.client.ServerOption;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `omnigraph graphs list`.
@Command(name = "list", description = "List the graphs that a server serves.")
public final class GraphsListCommand implements CliCommand {
    @Mixin
    ServerOption server = new ServerOption();

    @Override
    public Result run(Invocation invocation) {
        return Result.ok(new GraphsView(GraphClients.graphsOf(server.resolve(invocation.shell()), invocation.shell())));
    }
}

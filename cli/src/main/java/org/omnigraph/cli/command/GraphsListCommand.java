package org.omnigraph.cli.command;

import org.omnigraph.cli.data.GraphClients;
import org.omnigraph.cli.view.GraphsView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `omnigraph graphs list`.
@Command(name = "list", description = "List the graphs that a server serves.")
final class GraphsListCommand implements CliCommand {
    @Mixin
    ServerOption server = new ServerOption();

    @Override
    public Result run(Invocation invocation) {
        return Result.ok(new GraphsView(GraphClients.graphsOf(server.resolve(invocation.shell()), invocation.shell())));
    }
}

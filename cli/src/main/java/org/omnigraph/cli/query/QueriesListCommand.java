package org.omnigraph.cli.query;

import org.omnigraph.cli.cluster.ControlPlane;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Exits;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.controlplane.task.AppliedQueriesOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `omnigraph queries list`.
@Command(
        name = "list",
        description = "List the applied queries of a graph: parameters, result columns, digests.",
        footer = {"", "Example: omnigraph queries list --cluster . --graph films"})
public final class QueriesListCommand implements CliCommand {
    @Mixin
    AppliedGraphOption graph = new AppliedGraphOption();

    @Override
    public Result run(Invocation invocation) {
        try (ControlPlane session = new ControlPlane(invocation)) {
            AppliedQueriesOutcome outcome = session.commands().appliedQueries(graph.request(invocation.shell(), false));
            return new Result(new QueriesListView(outcome), outcome.diagnostics(), Exits.of(outcome.diagnostics()));
        }
    }
}

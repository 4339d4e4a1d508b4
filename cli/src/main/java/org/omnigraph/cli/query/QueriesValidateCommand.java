package org.omnigraph.cli.query;

import org.omnigraph.cli.cluster.ControlPlane;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Exits;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.controlplane.task.AppliedQueriesOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `omnigraph queries validate`.
@Command(
        name = "validate",
        description = "Check the applied queries of a graph against its live schema; exits with 1 if one does not fit.",
        footer = {"", "Example: omnigraph queries validate --cluster . --graph films"})
public final class QueriesValidateCommand implements CliCommand {
    private static final int BROKEN_EXIT_CODE = 1;

    @Mixin
    AppliedGraphOption graph = new AppliedGraphOption();

    @Override
    public Result run(Invocation invocation) {
        try (ControlPlane session = new ControlPlane(invocation)) {
            AppliedQueriesOutcome outcome = session.commands().appliedQueries(graph.request(invocation.shell(), true));
            boolean broken = outcome.ok() && !outcome.problems().isEmpty();
            return new Result(
                    new QueriesValidateView(outcome),
                    QueriesValidateView.diagnostics(outcome),
                    broken ? BROKEN_EXIT_CODE : Exits.of(outcome.diagnostics()));
        }
    }
}

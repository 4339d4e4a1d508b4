package org.omnigraph.cli.cluster;

import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.controlplane.task.StatusOutcome;
import org.omnigraph.controlplane.task.StatusRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `omnigraph cluster status`.
@Command(name = "status", description = "Show what the ledger says is deployed, and whether the catalog agrees.")
public final class StatusCommand implements CliCommand {
    @Mixin
    ConfigOption config = new ConfigOption();

    @Override
    public Result run(Invocation invocation) {
        try (ControlPlane session = new ControlPlane(invocation)) {
            StatusOutcome outcome = session.commands().status(new StatusRequest(config.path(invocation.shell())));
            return Result.of(outcome, new StatusView(outcome));
        }
    }
}

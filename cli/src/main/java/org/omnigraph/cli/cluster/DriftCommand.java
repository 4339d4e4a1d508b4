package org.omnigraph.cli.cluster;

import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.controlplane.task.DriftOutcome;
import org.omnigraph.controlplane.task.DriftRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `omnigraph cluster drift`.
@Command(
        name = "drift",
        description = "Compare ledger, catalog and live graphs. Writes nothing.",
        footer = {"", "Exits with 0 if all agree, 2 if only config changes wait, 3 for drift, 4 for both."})
public final class DriftCommand implements CliCommand {
    @Mixin
    ConfigOption config = new ConfigOption();

    @Override
    public Result run(Invocation invocation) {
        try (ControlPlane session = new ControlPlane(invocation)) {
            DriftOutcome outcome = session.commands().drift(new DriftRequest(config.path(invocation.shell())));
            Result result = Result.of(outcome, new DriftView(outcome));
            return result.exitCode() == 0
                    ? new Result(result.view(), result.diagnostics(), outcome.exitNumber())
                    : result;
        }
    }
}

package org.omnigraph.cli.cluster;

import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.controlplane.task.ForceUnlockOutcome;
import org.omnigraph.controlplane.task.ForceUnlockRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `omnigraph cluster force-unlock LOCK_ID`.
@Command(name = "force-unlock", description = "Remove the lock of a command that is certainly dead.")
public final class ForceUnlockCommand implements CliCommand {
    @Parameters(paramLabel = "LOCK_ID", description = "The exact id, as status shows it.")
    String lockId = "";

    @Mixin
    ConfigOption config = new ConfigOption();

    @Override
    public Result run(Invocation invocation) {
        try (ControlPlane session = new ControlPlane(invocation)) {
            ForceUnlockOutcome outcome =
                    session.commands().forceUnlock(new ForceUnlockRequest(config.path(invocation.shell()), lockId));
            return Result.of(outcome, new ForceUnlockView(outcome));
        }
    }
}

package org.omnigraph.cli.cluster;

import org.omnigraph.cli.profile.ActorOption;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.controlplane.task.ApproveOutcome;
import org.omnigraph.controlplane.task.ApproveRequest;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `omnigraph cluster approve RESOURCE`.
@Command(name = "approve", description = "Record your approval of one planned, irreversible change.")
public final class ApproveCommand implements CliCommand {
    @Parameters(paramLabel = "RESOURCE", description = "What to approve, as the plan shows it: graph.<id>.")
    String resource = "";

    @Mixin
    ConfigOption config = new ConfigOption();

    @Mixin
    ActorOption actor = new ActorOption();

    @Mixin
    LockTimeoutOption lockTimeout = new LockTimeoutOption();

    @Override
    public Result run(Invocation invocation) {
        String who = actor.resolve(invocation.shell());
        if (who.isEmpty()) {
            throw Refusal.of(DiagnosticCode.ACTOR_REQUIRED, resource, "an approval records who gives it");
        }
        try (ControlPlane session = new ControlPlane(invocation)) {
            ApproveOutcome outcome = session.commands()
                    .approve(new ApproveRequest(config.path(invocation.shell()), resource, who, lockTimeout.value));
            return Result.of(outcome, new ApproveView(outcome));
        }
    }
}

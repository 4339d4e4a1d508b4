package org.omnigraph.cli.cluster;

import org.omnigraph.cli.profile.ActorOption;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.controlplane.task.ObserveOutcome;
import org.omnigraph.controlplane.task.RefreshRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `omnigraph cluster refresh`.
@Command(name = "refresh", description = "Bring the ledger up to what is really there.")
public final class RefreshCommand implements CliCommand {
    @Mixin
    ConfigOption config = new ConfigOption();

    @Mixin
    ActorOption actor = new ActorOption();

    @Mixin
    LockTimeoutOption lockTimeout = new LockTimeoutOption();

    @Override
    public Result run(Invocation invocation) {
        String who = actor.resolve(invocation.shell());
        try (ControlPlane session = new ControlPlane(invocation)) {
            ObserveOutcome outcome = session.commands()
                    .refresh(new RefreshRequest(config.path(invocation.shell()), who, lockTimeout.value));
            return Result.of(outcome, new ObserveView(outcome));
        }
    }
}

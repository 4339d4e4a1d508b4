package org.omnigraph.controlplane.cli;

import org.omnigraph.controlplane.command.ApplyOutcome;
import org.omnigraph.controlplane.command.ApplyRequest;
import org.omnigraph.controlplane.view.ApplyView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `omnigraph cluster apply`.
@Command(name = "apply", description = "Make the cluster what the config says. The only command that changes it.")
final class ApplyCommand implements CliCommand {
    @Mixin
    ConfigOption config = new ConfigOption();

    @Mixin
    ActorOption actor = new ActorOption();

    @Mixin
    LockTimeoutOption lockTimeout = new LockTimeoutOption();

    @Option(names = "--keep-going", description = "Let independent graphs go on when one fails.")
    boolean keepGoing;

    @Override
    public Result run(Invocation invocation) {
        String who = actor.resolve(invocation.shell());
        try (ClusterSession session = new ClusterSession(invocation)) {
            ApplyOutcome outcome = session.commands()
                    .apply(new ApplyRequest(config.path(invocation.shell()), who, lockTimeout.value, keepGoing));
            return Result.of(outcome, new ApplyView(outcome));
        }
    }
}

package org.omnigraph.cli.cluster;

import org.omnigraph.cli.profile.ActorOption;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.controlplane.task.RollbackOutcome;
import org.omnigraph.controlplane.task.RollbackRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `omnigraph cluster rollback`.
@Command(
        name = "rollback",
        description = "Make catalog and bindings what they were at an earlier revision, by a new one.",
        footer = {
            "",
            "Graph data never goes back, no graph is made or removed, and what cannot go",
            "back safely is refused by name. The config folder stays as it is: put it back",
            "too, or the next apply undoes the rollback."
        })
public final class RollbackCommand implements CliCommand {
    @Mixin
    ConfigOption config = new ConfigOption();

    @Mixin
    ActorOption actor = new ActorOption();

    @Mixin
    LockTimeoutOption lockTimeout = new LockTimeoutOption();

    @Option(
            names = "--to",
            paramLabel = "N",
            required = true,
            description = "The revision to go back to; see `cluster history`.")
    long to;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for the history.")
    String reason = "";

    @Override
    public Result run(Invocation invocation) {
        if (reason.isBlank() || reason.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.usage("--reason needs a text of one line", "Say why, for those who read the history.");
        }
        String who = actor.resolve(invocation.shell());
        try (ControlPlane session = new ControlPlane(invocation)) {
            RollbackOutcome outcome = session.commands()
                    .rollback(new RollbackRequest(
                            config.path(invocation.shell()), to, reason.strip(), who, lockTimeout.value));
            return Result.of(outcome, new RollbackView(outcome));
        }
    }
}

package org.omnigraph.cli.cluster;

import java.util.Optional;
import org.omnigraph.cli.profile.ActorOption;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.InputFiles;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.cli.shell.Shell;
import org.omnigraph.controlplane.plan.SavedPlan;
import org.omnigraph.controlplane.plan.SavedPlanJson;
import org.omnigraph.controlplane.plan.SavedPlanReading;
import org.omnigraph.controlplane.task.ApplyOutcome;
import org.omnigraph.controlplane.task.ApplyRequest;
import org.omnigraph.state.diagnostic.Diagnostic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `omnigraph cluster apply`.
@Command(name = "apply", description = "Make the cluster what the config says. The only command that changes it.")
public final class ApplyCommand implements CliCommand {
    @Mixin
    ConfigOption config = new ConfigOption();

    @Mixin
    ActorOption actor = new ActorOption();

    @Mixin
    LockTimeoutOption lockTimeout = new LockTimeoutOption();

    @Option(names = "--keep-going", description = "Let independent graphs go on when one fails.")
    boolean keepGoing;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            defaultValue = "",
            description = "Apply exactly the plan that `plan --out` saved, or nothing; `-` reads standard input.")
    String plan = "";

    @Override
    public Result run(Invocation invocation) {
        String who = actor.resolve(invocation.shell());
        Optional<SavedPlan> saved = plan.isEmpty() ? Optional.empty() : Optional.of(read(plan, invocation.shell()));
        try (ControlPlane session = new ControlPlane(invocation)) {
            ApplyOutcome outcome = session.commands()
                    .apply(new ApplyRequest(config.path(invocation.shell()), who, lockTimeout.value, keepGoing, saved));
            return Result.of(outcome, new ApplyView(outcome));
        }
    }

    private static SavedPlan read(String name, Shell shell) {
        return switch (SavedPlanJson.read(InputFiles.text(name, shell), name)) {
            case SavedPlanReading.Valid(SavedPlan plan) -> plan;
            case SavedPlanReading.Refused(Diagnostic problem) -> throw Refusal.of(problem);
        };
    }
}

package org.omnigraph.cli.cluster;

import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.controlplane.task.ValidateOutcome;
import org.omnigraph.controlplane.task.ValidateRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `omnigraph cluster validate`.
@Command(name = "validate", description = "Check the folder: YAML, references, schemas, queries, policies.")
public final class ValidateCommand implements CliCommand {
    @Mixin
    ConfigOption config = new ConfigOption();

    @Override
    public Result run(Invocation invocation) {
        try (ControlPlane session = new ControlPlane(invocation)) {
            ValidateOutcome outcome = session.commands().validate(new ValidateRequest(config.path(invocation.shell())));
            return Result.of(outcome, new ValidateView(outcome));
        }
    }
}

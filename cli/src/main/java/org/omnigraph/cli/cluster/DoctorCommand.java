package org.omnigraph.cli.cluster;

import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.controlplane.task.DoctorOutcome;
import org.omnigraph.controlplane.task.DoctorRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `omnigraph cluster doctor`.
@Command(
        name = "doctor",
        description = "Look at everything that the cluster rests on. Writes nothing unless told to.",
        footer = {"", "Exits with 0 if nothing is broken; warnings do not count."})
public final class DoctorCommand implements CliCommand {
    @Mixin
    ConfigOption config = new ConfigOption();

    @Mixin
    LockTimeoutOption lockTimeout = new LockTimeoutOption();

    @Option(
            names = "--probe-store",
            description = "Also race writers against the store: proves that of several creators of one object"
                    + " exactly one wins, and that reads and listings see what was written.")
    boolean probeStore;

    @Option(
            names = "--fix",
            description = "First do the repairs that cannot lose anything, under the lock: bring state.json up to"
                    + " the log, remove temporary files and probe objects of interrupted commands.")
    boolean fix;

    @Override
    public Result run(Invocation invocation) {
        try (ControlPlane session = new ControlPlane(invocation)) {
            DoctorOutcome outcome = session.commands()
                    .doctor(new DoctorRequest(config.path(invocation.shell()), probeStore, fix, lockTimeout.value));
            return Result.of(outcome, new DoctorView(outcome));
        }
    }
}

package org.omnigraph.controlplane.cli;

import java.io.IOException;
import org.omnigraph.controlplane.command.PlanOutcome;
import org.omnigraph.controlplane.command.PlanRequest;
import org.omnigraph.controlplane.data.ExportFile;
import org.omnigraph.controlplane.plan.SavedPlan;
import org.omnigraph.controlplane.plan.SavedPlanJson;
import org.omnigraph.controlplane.shell.Shell;
import org.omnigraph.controlplane.view.PlanView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `omnigraph cluster plan`.
@Command(name = "plan", description = "Show what apply would do. Writes nothing.")
final class PlanCommand implements CliCommand {
    private static final int CHANGES_EXIT_CODE = 2;

    @Mixin
    ConfigOption config = new ConfigOption();

    @Mixin
    LockTimeoutOption lockTimeout = new LockTimeoutOption();

    @Option(
            names = "--no-lock",
            description = "Read without the lock; the result is labelled with the ledger revision that was seen.")
    boolean noLock;

    @Option(names = "--detailed-exitcode", description = "Exit with 2 if there are changes.")
    boolean detailedExitCode;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "",
            description = "Save the plan, for `apply --plan`; it holds only as long as nothing moves.")
    String out = "";

    @Override
    public Result run(Invocation invocation) {
        try (ClusterSession session = new ClusterSession(invocation)) {
            PlanOutcome outcome = session.commands()
                    .plan(new PlanRequest(config.path(invocation.shell()), !noLock, lockTimeout.value, !out.isEmpty()));
            String savedTo = outcome.ok() && outcome.saved().isPresent()
                    ? save(outcome.saved().get(), invocation.shell())
                    : "";
            Result result = Result.of(outcome, new PlanView(outcome, savedTo));
            boolean changes = result.exitCode() == 0
                    && detailedExitCode
                    && !outcome.changes().isEmpty();
            return changes ? new Result(result.view(), result.diagnostics(), CHANGES_EXIT_CODE) : result;
        }
    }

    private String save(SavedPlan plan, Shell shell) {
        byte[] bytes = SavedPlanJson.print(plan);
        try {
            ExportFile.write(shell.resolve(out), stream -> {
                stream.write(bytes);
                return 1;
            });
            return out;
        } catch (IOException e) {
            throw ExportFile.failed(out, e);
        }
    }
}

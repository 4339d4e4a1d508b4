package org.omnigraph.cli.cluster;

import java.io.IOException;
import java.util.List;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.cli.format.View;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Exits;
import org.omnigraph.cli.shell.ExportFile;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.cli.shell.Shell;
import org.omnigraph.controlplane.plan.SavedPlan;
import org.omnigraph.controlplane.plan.SavedPlanJson;
import org.omnigraph.controlplane.task.PlanOutcome;
import org.omnigraph.controlplane.task.PlanRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `omnigraph cluster plan`.
@Command(name = "plan", description = "Show what apply would do. Writes nothing.")
public final class PlanCommand implements CliCommand {
    private static final String EVERYTHING = "*";

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

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "`text`, or `markdown` for a comment on a pull request (default: text).")
    String format = "text";

    @Option(
            names = "--max-bytes",
            paramLabel = "N",
            defaultValue = "0",
            description = "With markdown: at most so large. Deletes and what is held back always stay.")
    int maxBytes;

    @Option(
            names = "--explain",
            paramLabel = "ADDRESS",
            arity = "0..1",
            fallbackValue = EVERYTHING,
            defaultValue = "",
            description = "Say in words why each change is there, or only the one on ADDRESS.")
    String explain = "";

    @Override
    public Result run(Invocation invocation) {
        checkUsage(invocation);
        try (ControlPlane session = new ControlPlane(invocation)) {
            PlanOutcome outcome = session.commands()
                    .plan(new PlanRequest(config.path(invocation.shell()), !noLock, lockTimeout.value, !out.isEmpty()));
            // What the words ask for and cannot have is refused before a file is written.
            List<Explanation> explanations = explanations(outcome);
            checkRoom(outcome);
            String savedTo = outcome.ok() && outcome.saved().isPresent()
                    ? save(outcome.saved().get(), invocation.shell())
                    : "";
            Result result = Result.of(outcome, view(outcome, explanations, savedTo));
            boolean changes = result.exitCode() == 0
                    && detailedExitCode
                    && !outcome.changes().isEmpty();
            return changes ? new Result(result.view(), result.diagnostics(), Exits.CHANGES) : result;
        }
    }

    private void checkUsage(Invocation invocation) {
        boolean markdown = format.equals("markdown");
        if (!markdown && !format.equals("text")) {
            throw Refusal.usage("there is no format `" + format + "`", "Give --format text or --format markdown.");
        }
        if (maxBytes < 0) {
            throw Refusal.usage("--max-bytes must not be negative", "Leave it out for no bound.");
        }
        if (!markdown && maxBytes > 0) {
            throw Refusal.usage("--max-bytes needs --format markdown", "Give both, or neither.");
        }
        if (markdown && (invocation.json() || !explain.isEmpty())) {
            throw Refusal.usage(
                    "--format markdown is exclusive with --json and --explain", "Run the command once for each.");
        }
    }

    private void checkRoom(PlanOutcome outcome) {
        int smallest = maxBytes == 0 ? 0 : PlanMarkdownView.smallest(outcome);
        if (maxBytes < smallest) {
            throw Refusal.usage(
                    "--max-bytes " + maxBytes + " is too small: what must not be left out needs " + smallest,
                    "Give --max-bytes " + smallest + " or more.");
        }
    }

    private View view(PlanOutcome outcome, List<Explanation> explanations, String savedTo) {
        return format.equals("markdown")
                ? new PlanMarkdownView(outcome, maxBytes)
                : new PlanView(outcome, savedTo, explanations);
    }

    private List<Explanation> explanations(PlanOutcome outcome) {
        if (explain.isEmpty() || !outcome.ok()) {
            return List.of();
        }
        List<Explanation> found = PlanExplainer.explain(outcome).stream()
                .filter(each ->
                        explain.equals(EVERYTHING) || each.resource().toString().equals(explain))
                .toList();
        if (found.isEmpty() && !explain.equals(EVERYTHING)) {
            return List.of(ResourceAddress.parse(explain)
                    .filter(address -> outcome.resourceDigests().containsKey(address.toString()))
                    .map(PlanExplainer::unchanged)
                    .orElseThrow(() -> Refusal.usage(
                            "neither the config nor the plan knows `" + explain + "`",
                            "Give --explain alone to explain every change.")));
        }
        return found;
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

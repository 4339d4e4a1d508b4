package org.omnigraph.cli.cluster;

import java.util.Optional;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.InputFiles;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.cli.shell.Shell;
import org.omnigraph.controlplane.task.DigestFile;
import org.omnigraph.controlplane.task.ReplayOutcome;
import org.omnigraph.controlplane.task.ReplayRequest;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.InvalidJsonException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `omnigraph cluster replay`.
@Command(
        name = "replay",
        description = "Rebuild every revision from the log and check its digests. Writes nothing.",
        footer = {
            "",
            "To compare two machines: run `omnigraph cluster replay --json >digests.json`",
            "on one and `omnigraph cluster replay --against digests.json` on the other."
        })
public final class ReplayCommand implements CliCommand {
    @Mixin
    ConfigOption config = new ConfigOption();

    @Option(
            names = "--against",
            paramLabel = "FILE",
            defaultValue = "",
            description = "Compare with the digests that `replay --json` printed; `-` reads them from standard input.")
    String against = "";

    @Override
    public Result run(Invocation invocation) {
        Shell shell = invocation.shell();
        Optional<DigestFile> expected = against.isEmpty() ? Optional.empty() : Optional.of(read(against, shell));
        try (ControlPlane session = new ControlPlane(invocation)) {
            ReplayOutcome outcome = session.commands().replay(new ReplayRequest(config.path(shell), expected));
            return Result.of(outcome, new ReplayView(outcome));
        }
    }

    private static DigestFile read(String name, Shell shell) {
        try {
            return DigestFile.parse(InputFiles.text(name, shell));
        } catch (InvalidJsonException e) {
            throw Refusal.of(
                    DiagnosticCode.INPUT_UNREADABLE,
                    name,
                    "it is no output of `cluster replay --json`: " + e.getMessage());
        }
    }
}

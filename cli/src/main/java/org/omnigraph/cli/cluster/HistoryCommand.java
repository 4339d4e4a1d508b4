package org.omnigraph.cli.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.controlplane.task.HistoryOutcome;
import org.omnigraph.controlplane.task.HistoryRequest;
import org.omnigraph.controlplane.task.HistoryShowOutcome;
import org.omnigraph.controlplane.task.HistoryShowRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `omnigraph cluster history`.
@Command(name = "history", description = "List the ledger's revisions, newest first.")
public final class HistoryCommand implements CliCommand {
    @Mixin
    ConfigOption config = new ConfigOption();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many, 0 for all (default: 20).")
    int limit = 20;

    @Option(names = "--show", paramLabel = "N", description = "Show revision N with its whole state.")
    @Nullable
    Long show;

    @Parameters(arity = "0..2", paramLabel = "show N", description = "`show N` shows revision N, like --show N.")
    List<String> words = List.of();

    @Override
    public Result run(Invocation invocation) {
        if (limit < 0) {
            throw Refusal.usage("--limit must not be negative", "Give --limit 0 for all.");
        }
        Long revision = shown();
        try (ControlPlane session = new ControlPlane(invocation)) {
            if (revision != null) {
                HistoryShowOutcome outcome = session.commands()
                        .historyShow(new HistoryShowRequest(config.path(invocation.shell()), revision));
                return Result.of(outcome, new HistoryShowView(outcome));
            }
            HistoryOutcome outcome =
                    session.commands().history(new HistoryRequest(config.path(invocation.shell()), limit));
            return Result.of(outcome, new HistoryView(outcome));
        }
    }

    /// The revision that is asked for, by word or option; null for the list.
    private @Nullable Long shown() {
        if (words.isEmpty()) {
            return show;
        }
        if (!words.getFirst().equals("show") || words.size() != 2 || show != null) {
            throw Refusal.usage(
                    "`omnigraph cluster history` does not take the arguments `" + String.join(" ", words) + "`",
                    "Give nothing, or `show N`.");
        }
        try {
            return Long.valueOf(words.get(1));
        } catch (NumberFormatException e) {
            throw Refusal.usage("`" + words.get(1) + "` is no number of a revision", "Give `show N`.");
        }
    }
}

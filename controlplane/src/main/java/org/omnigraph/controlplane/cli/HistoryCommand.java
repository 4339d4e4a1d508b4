package org.omnigraph.controlplane.cli;

import org.jspecify.annotations.Nullable;
import org.omnigraph.controlplane.command.HistoryOutcome;
import org.omnigraph.controlplane.command.HistoryRequest;
import org.omnigraph.controlplane.command.HistoryShowOutcome;
import org.omnigraph.controlplane.command.HistoryShowRequest;
import org.omnigraph.controlplane.shell.Refusal;
import org.omnigraph.controlplane.view.HistoryShowView;
import org.omnigraph.controlplane.view.HistoryView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `omnigraph cluster history`.
@Command(name = "history", description = "List the ledger's revisions, newest first.")
final class HistoryCommand implements CliCommand {
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

    @Override
    public Result run(Invocation invocation) {
        if (limit < 0) {
            throw Refusal.usage("--limit must not be negative", "Give --limit 0 for all.");
        }
        Long revision = show;
        try (ClusterSession session = new ClusterSession(invocation)) {
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
}

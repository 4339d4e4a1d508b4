package org.omnigraph.cli.command;

import org.omnigraph.cli.view.TextView;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/// `omnigraph completion`: a script for bash and zsh, made from the very commands that it completes.
@Command(
        name = "completion",
        description = "Print a completion script for bash and zsh.",
        footer = {"", "Use it at once: source <(omnigraph completion)"})
final class CompletionCommand implements CliCommand {
    @Override
    public Result run(Invocation invocation) {
        return Result.ok(new TextView("script", AutoComplete.bash("omnigraph", CommandTree.whole())));
    }
}

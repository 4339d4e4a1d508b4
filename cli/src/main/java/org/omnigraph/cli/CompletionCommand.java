package org.omnigraph.cli;

import org.omnigraph.cli.format.TextView;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Result;
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

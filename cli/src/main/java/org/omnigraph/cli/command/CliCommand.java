package org.omnigraph.cli.command;

/// A command whose arguments are bound: runs and hands back what is to be printed.
interface CliCommand {
    Result run(Invocation invocation);
}

package org.omnigraph.cli.shell;

/// A command whose arguments are bound: runs and hands back what is to be printed.
public interface CliCommand {
    Result run(Invocation invocation);
}

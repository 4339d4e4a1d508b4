package org.omnigraph.cli;

import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `omnigraph` itself: the options that every command has.
@Command(
        name = "omnigraph",
        synopsisSubcommandLabel = "COMMAND",
        description = "A declared, versioned cluster of knowledge graphs: validate, plan, apply, serve.",
        footer = {"", "New here? Run `omnigraph quickstart`."})
final class RootCommand {
    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print exactly one JSON document on standard output.")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Print no results and notes for people; errors stay.")
    boolean quiet;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colours (also: NO_COLOR).")
    boolean noColor;

    @Option(
            names = "--log-level",
            scope = ScopeType.INHERIT,
            paramLabel = "LEVEL",
            description = "What standard error shows: ${COMPLETION-CANDIDATES}.")
    Invocation.LogLevel logLevel = Invocation.LogLevel.WARN;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    boolean help;

    /// One run with these options.
    Invocation invocation(Shell shell) {
        return new Invocation(shell, json, quiet, noColor, logLevel);
    }
}

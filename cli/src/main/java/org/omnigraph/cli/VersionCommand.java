package org.omnigraph.cli;

import org.omnigraph.cli.shell.BuildInfo;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Result;
import picocli.CommandLine.Command;

/// `omnigraph version`.
@Command(name = "version", description = "Show what this build is.")
final class VersionCommand implements CliCommand {
    @Override
    public Result run(Invocation invocation) {
        return Result.ok(new VersionView(
                BuildInfo.version(),
                Runtime.version().feature() + "." + Runtime.version().interim() + "."
                        + Runtime.version().update()));
    }
}

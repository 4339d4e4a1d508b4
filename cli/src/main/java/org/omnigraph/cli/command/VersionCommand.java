package org.omnigraph.cli.command;

import org.omnigraph.cli.view.VersionView;
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

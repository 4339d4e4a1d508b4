package org.omnigraph.cli.operator;

import org.omnigraph.cli.profile.Credentials;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `omnigraph logout`.
@Command(name = "logout", description = "Forget the token for a server.")
public final class LogoutCommand implements CliCommand {
    @Parameters(arity = "1", paramLabel = "NAME", description = "The server's name.")
    String name = "";

    @Override
    public Result run(Invocation invocation) {
        return Result.ok(new LogoutView(name, Credentials.of(invocation.shell()).remove(name)));
    }
}

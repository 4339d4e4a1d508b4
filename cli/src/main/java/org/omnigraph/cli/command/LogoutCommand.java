package org.omnigraph.cli.command;

import org.omnigraph.cli.operator.Credentials;
import org.omnigraph.cli.view.LogoutView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `omnigraph logout`.
@Command(name = "logout", description = "Forget the token for a server.")
final class LogoutCommand implements CliCommand {
    @Parameters(arity = "1", paramLabel = "NAME", description = "The server's name.")
    String name = "";

    @Override
    public Result run(Invocation invocation) {
        return Result.ok(new LogoutView(name, Credentials.of(invocation.shell()).remove(name)));
    }
}

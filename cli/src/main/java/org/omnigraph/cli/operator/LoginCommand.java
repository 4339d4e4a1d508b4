package org.omnigraph.cli.operator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.omnigraph.cli.profile.Credentials;
import org.omnigraph.cli.profile.OperatorSettings;
import org.omnigraph.cli.shell.CliCommand;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `omnigraph login`.
@Command(
        name = "login",
        description = "Keep the token for a server of the operator's file; it is read from standard input.",
        footer = {"", "The token is kept in ~/.omnigraph/credentials, which only you can read."})
public final class LoginCommand implements CliCommand {
    private static final int INPUT_MAX_BYTES = 1 << 16;

    @Parameters(arity = "1", paramLabel = "NAME", description = "The server's name.")
    String name = "";

    @Override
    public Result run(Invocation invocation) {
        String url = OperatorSettings.read(invocation.shell()).server(name);
        if (invocation.shell().screen().errIsTerminal()) {
            invocation.note("Token for " + name + " (" + url + "), then Enter and Ctrl-D:");
        }
        Credentials credentials = Credentials.of(invocation.shell());
        credentials.put(name, token(invocation));
        return Result.ok(new LoginView(name, url, credentials.file().toString()));
    }

    private static String token(Invocation invocation) {
        try {
            byte[] bytes = invocation.shell().stdin().readNBytes(INPUT_MAX_BYTES);
            return new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw Refusal.of(DiagnosticCode.INPUT_UNREADABLE, "-", "standard input cannot be read");
        }
    }
}

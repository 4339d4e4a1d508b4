package org.omnigraph.cli.profile;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Shell;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// From what a person calls a server to where it is and which token it gets.
public final class Servers {
    private static final String ANY_SERVER = "OMNIGRAPH_BEARER_TOKEN";

    private Servers() {}

    /// A server that can be called.
    ///
    /// @param token for it; empty if there is none
    public record Reached(String url, String token) {
        @Override
        public String toString() {
            return url;
        }
    }

    /// Finds a server. A value with `://` is a literal base URL, anything else a name in the operator's file. A named
    /// server's token goes to its own URL only; a literal URL gets that of the configured server that it is
    /// part of.
    public static Reached reach(String nameOrUrl, Shell shell) {
        if (!nameOrUrl.contains("://")) {
            String url = OperatorSettings.read(shell).server(nameOrUrl);
            return new Reached(url, tokenOf(Optional.of(nameOrUrl), shell));
        }
        String url = ServerUrl.parse(
                nameOrUrl,
                reason -> Refusal.usage(
                        "`" + nameOrUrl + "` " + reason, "Give --server http://HOST:PORT or a configured name."));
        Optional<String> owner = OperatorSettings.read(shell).servers().entrySet().stream()
                .filter(server -> ServerUrl.covers(server.getValue(), url))
                .max(Comparator.comparingInt((Map.Entry<String, String> server) ->
                                server.getValue().length())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
        return new Reached(url, tokenOf(owner, shell));
    }

    /// The variable that holds a named server's token.
    public static String variable(String server) {
        return "OMNIGRAPH_TOKEN_" + server.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String tokenOf(Optional<String> server, Shell shell) {
        if (server.isPresent()) {
            String variable = variable(server.get());
            if (!shell.variable(variable).isBlank()) {
                return usable(variable, shell);
            }
            String kept = Credentials.of(shell).token(server.get());
            if (!kept.isEmpty()) {
                return kept;
            }
        }
        return shell.variable(ANY_SERVER).isBlank() ? "" : usable(ANY_SERVER, shell);
    }

    private static String usable(String variable, Shell shell) {
        String token = shell.variable(variable).strip();
        if (!Credentials.isUsable(token)) {
            throw Refusal.of(Diagnostic.of(DiagnosticCode.OPERATOR_CONFIG_INVALID, variable, "it holds no usable token")
                    .withHelp("Set it to the token alone, one line of printable ASCII, or unset it."));
        }
        return token;
    }
}

package org.omnigraph.server.auth;

import org.omnigraph.state.diagnostic.Diagnostic;

/// What loading the bearer tokens gave.
public sealed interface TokenLoading {
    /// The sources are right.
    ///
    /// @param source for the log: `env-or-file`
    record Loaded(TokenTable table, String source) implements TokenLoading {}

    /// A source is broken (`tokens_invalid`); the message never holds a token.
    record Refused(Diagnostic problem) implements TokenLoading {}
}

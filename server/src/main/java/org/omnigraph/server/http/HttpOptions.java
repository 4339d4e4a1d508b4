package org.omnigraph.server.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where and how the server listens (http-api.md §15).
///
/// @param host a name or address without brackets
/// @param port 0 lets the system choose
/// @param connectionsMax how many connections may be open at a time; more wait to be accepted
/// @param tls the PEM files of a TLS listener; none for plain text
/// @param patience how long clients may take
public record HttpOptions(String host, int port, int connectionsMax, Optional<Tls> tls, Patience patience) {
    public static final int CONNECTIONS_MAX_DEFAULT = 1_000;

    /// A certificate chain and its private key, both PEM.
    public record Tls(Path certificate, Path key) {}

    /// How long clients may take.
    ///
    /// @param idle between two requests, for a request's head, and without a byte in either direction
    /// @param bodySlack how much later than its least rate a body may be
    /// @param bodyBytesPerSecond the least rate of a body
    public record Patience(Duration idle, Duration bodySlack, long bodyBytesPerSecond) {
        public static final Patience DEFAULT = new Patience(Duration.ofSeconds(30), Duration.ofSeconds(5), 1_024);
    }

    /// Plain text with the default bounds.
    public static HttpOptions plain(String host, int port) {
        return new HttpOptions(host, port, CONNECTIONS_MAX_DEFAULT, Optional.empty(), Patience.DEFAULT);
    }
}

package org.omnigraph.cli.profile;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.function.Function;

/// The base URL of a server: `http` or `https`, a host, perhaps a path; never a user, a query or a fragment.
final class ServerUrl {
    private ServerUrl() {}

    /// The URL without a slash at its end.
    ///
    /// @param refusal makes the exception to throw from what is wrong with the URL
    public static String parse(String text, Function<String, ? extends RuntimeException> refusal) {
        String url = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw refusal.apply("is no URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refusal.apply("is no server's base URL");
        }
        if (uri.getHost() == null) {
            throw refusal.apply("names no host");
        }
        if (uri.getRawUserInfo() != null) {
            throw refusal.apply("holds a user, and credentials do not belong into an address");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refusal.apply("has a query or fragment, and a base URL has none");
        }
        return url;
    }

    /// True if a token for `server` may go to `url`: the same origin, and a path at or below the server's own.
    static boolean covers(String server, String url) {
        URI outer = URI.create(server);
        URI inner = URI.create(url);
        String prefix = outer.getRawPath();
        String path = inner.getRawPath();
        return origin(outer).equals(origin(inner)) && (path.equals(prefix) || path.startsWith(prefix + "/"));
    }

    private static String origin(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }
}

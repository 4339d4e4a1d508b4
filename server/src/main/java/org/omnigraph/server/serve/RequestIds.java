package org.omnigraph.server.serve;

import org.omnigraph.state.ids.IdSource;

/// Names of requests: the caller's own if it is sane, else a fresh one. A name goes into logs and answers.
public final class RequestIds {
    private static final int LENGTH_MAX = 128;

    private final IdSource fresh;

    public RequestIds(IdSource fresh) {
        this.fresh = fresh;
    }

    /// True for 1 to 128 letters, digits, and `- _ . : /`.
    public static boolean isSane(String id) {
        return !id.isEmpty() && id.length() <= LENGTH_MAX && id.chars().allMatch(RequestIds::isPlain);
    }

    public String next() {
        return fresh.next();
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.'
                || c == ':'
                || c == '/';
    }
}

package org.omnigraph.server.http;

import java.util.Locale;

/// Content types as headers spell them.
final class MediaTypes {
    static final String NDJSON = "application/x-ndjson";

    private MediaTypes() {}

    /// Type and subtype in lower case, without parameters.
    static String essence(String header) {
        int semicolon = header.indexOf(';');
        return (semicolon < 0 ? header : header.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }
}

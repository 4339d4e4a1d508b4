package org.omnigraph.server.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Content types as headers spell them.
final class MediaTypes {
    static final String NDJSON = "application/x-ndjson";

    private static final Pattern QUALITY = Pattern.compile("[qQ]=([01](?:\\.[0-9]{0,3})?)");

    private MediaTypes() {}

    /// Type and subtype in lower case, without parameters.
    static String essence(String header) {
        int semicolon = header.indexOf(';');
        return (semicolon < 0 ? header : header.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /// How much the `Accept` values want this type (RFC 9110 §12.5.1): 0 to 1, 0 if they do not name it. Ranges such
    /// as `*/*` name nothing.
    static double quality(List<String> accept, String essence) {
        for (String header : accept) {
            for (String item : header.split(",", -1)) {
                if (essence(item).equals(essence)) {
                    return quality(item);
                }
            }
        }
        return 0;
    }

    private static double quality(String item) {
        for (String parameter : item.split(";", -1)) {
            Matcher matcher = QUALITY.matcher(parameter.strip());
            if (matcher.matches()) {
                return Double.parseDouble(matcher.group(1));
            }
        }
        return 1;
    }
}

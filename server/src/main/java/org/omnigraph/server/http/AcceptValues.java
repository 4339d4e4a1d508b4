package org.omnigraph.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `Accept` and `Accept-Encoding` headers ask for (RFC 9110 §12.4.2, §12.5).
final class AcceptValues {
    private static final Pattern QUALITY = Pattern.compile("[qQ]=([01](?:\\.[0-9]{0,3})?)");

    private AcceptValues() {}

    /// How much each named value is wanted, 0 to 1, by its name in lower case, in the order of the headers; where a
    /// name stands twice, the first counts.
    static Map<String, Double> of(List<String> headers) {
        Map<String, Double> qualities = new LinkedHashMap<>();
        for (String header : headers) {
            for (String item : header.split(",", -1)) {
                String[] parts = item.split(";", -1);
                qualities.putIfAbsent(parts[0].strip().toLowerCase(Locale.ROOT), quality(parts));
            }
        }
        return qualities;
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            Matcher matcher = QUALITY.matcher(parts[i].strip());
            if (matcher.matches()) {
                return Double.parseDouble(matcher.group(1));
            }
        }
        return 1;
    }
}

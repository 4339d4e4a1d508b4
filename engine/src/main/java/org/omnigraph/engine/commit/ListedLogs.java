package org.omnigraph.engine.commit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnigraph.state.store.ListedObject;

/// The records of branches as a listing of an incarnation's folder shows them: what can be said of logs without
/// reading them.
///
/// @param lengths by branch and version; a branch without a record is not there
public record ListedLogs(SortedMap<String, SortedMap<Long, Long>> lengths) {
    /// Eighteen digits and less are a long; more is no version of ours.
    private static final Pattern RECORD = Pattern.compile("([^/]+)/00([0-9]{18})\\.json");

    /// Reads a listing.
    public static ListedLogs of(GraphLayout layout, List<ListedObject> listing) {
        String folder = layout.branches().value();
        SortedMap<String, SortedMap<Long, Long>> lengths = new TreeMap<>();
        for (ListedObject object : listing) {
            String key = object.key().value();
            if (key.startsWith(folder)) {
                Matcher record = RECORD.matcher(key.substring(folder.length()));
                if (record.matches()) {
                    lengths.computeIfAbsent(
                                    URLDecoder.decode(record.group(1), StandardCharsets.UTF_8), _ -> new TreeMap<>())
                            .put(Long.parseLong(record.group(2)), object.size());
                }
            }
        }
        return new ListedLogs(lengths);
    }
}

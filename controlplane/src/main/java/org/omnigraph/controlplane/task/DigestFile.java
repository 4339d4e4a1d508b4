package org.omnigraph.controlplane.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;

/// The digests that a replay gave on another machine or at another time: the output of `cluster replay --json`.
///
/// @param revision the revision that they are of
/// @param digests by name; at least one
public record DigestFile(long revision, SortedMap<String, String> digests) {
    private static final String DIGEST = "[0-9a-f]{64}";

    public DigestFile {
        digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
    }

    /// Reads such an output. Fields that are not needed are ignored.
    ///
    /// @throws InvalidJsonException if it holds no digests
    public static DigestFile parse(String text) {
        JsonNode document = Json.parse(text);
        JsonNode revision = document.path("revision");
        if (!revision.isIntegralNumber() || !revision.canConvertToLong() || revision.longValue() < 0) {
            throw new InvalidJsonException("`revision` must be a whole number");
        }
        if (!(document.path("digests") instanceof ObjectNode object) || object.isEmpty()) {
            throw new InvalidJsonException("`digests` must be an object with at least one digest");
        }
        SortedMap<String, String> digests = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String digest = entry.getValue().asText();
            if (!digest.matches(DIGEST)) {
                throw new InvalidJsonException("`digests." + entry.getKey() + "` is no hex SHA-256");
            }
            digests.put(entry.getKey(), digest);
        }
        return new DigestFile(revision.longValue(), digests);
    }
}

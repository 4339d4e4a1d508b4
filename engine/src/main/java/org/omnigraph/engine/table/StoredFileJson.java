package org.omnigraph.engine.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.omnigraph.state.digest.Sha256;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.store.KeyPrefix;

/// Files as members of a JSON object, one a line: `"<key below the graph's root>": "<length> <sha256> <commit>"`.
public final class StoredFileJson {
    private StoredFileJson() {}

    /// Writes files; their keys must lie below the root.
    public static ObjectNode encode(Collection<StoredFile> files, KeyPrefix root) {
        ObjectNode json = Json.object();
        for (StoredFile file : files) {
            String value = file.length() + " " + file.sha256() + (file.addedBy().isEmpty() ? "" : " " + file.addedBy());
            json.put(file.key().substring(root.value().length()), value);
        }
        return json;
    }

    /// Reads what [#encode] wrote.
    ///
    /// @throws InvalidJsonException if it is anything else
    public static List<StoredFile> decode(JsonNode json, KeyPrefix root) {
        if (!(json instanceof ObjectNode object)) {
            throw new InvalidJsonException("the list of files is no object");
        }
        List<StoredFile> files = new ArrayList<>();
        object.properties().forEach(member -> files.add(file(member.getKey(), member.getValue(), root)));
        return files;
    }

    private static StoredFile file(String path, JsonNode value, KeyPrefix root) {
        String[] parts = value.asText().split(" ", -1);
        if (parts.length < 2 || parts.length > 3 || !Sha256.isHex(parts[1])) {
            throw new InvalidJsonException("`" + path + "` has no length and digest");
        }
        try {
            String addedBy = parts.length == 3 ? parts[2] : "";
            return new StoredFile(root.key(path).value(), Long.parseLong(parts[0]), parts[1], addedBy);
        } catch (IllegalArgumentException e) {
            throw new InvalidJsonException("`" + path + "` is no file of a graph: " + e.getMessage(), e);
        }
    }
}

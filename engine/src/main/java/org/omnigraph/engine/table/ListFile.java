package org.omnigraph.engine.table;

import java.util.List;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.StoreException;

/// A file that lists files of a table that its commits no longer name one by one (see `FileLists`).
public final class ListFile {
    /// Ends the names of such files.
    public static final String SUFFIX = "-files.json";

    private static final long BYTES_MAX = 256L << 20;

    private ListFile() {}

    /// Reads a list, compared with what its commit recorded of it.
    ///
    /// @param table its name, for the message
    /// @throws StoreException with `graph_corrupt` if it is missing or damaged
    public static List<StoredFile> read(GraphRoot root, StoredFile list, String table) {
        String location = root.store().location(list.key());
        byte[] bytes = root.store()
                .get(new ObjectKey(list.key()), BYTES_MAX)
                .orElseThrow(() -> Damage.of(location, table, list.addedBy(), "is missing"))
                .bytes();
        if (!list.hasContent(bytes)) {
            throw Damage.of(location, table, list.addedBy(), "does not have the content that its commit recorded");
        }
        try {
            return StoredFileJson.decode(Json.parse(bytes), root.prefix()).stream()
                    .map(file -> file.stamped(list.addedBy()))
                    .toList();
        } catch (InvalidJsonException e) {
            throw Damage.of(location, table, list.addedBy(), "cannot be read: " + e.getMessage(), e);
        }
    }
}

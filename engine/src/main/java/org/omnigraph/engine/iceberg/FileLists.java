package org.omnigraph.engine.iceberg;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.TableMetadata;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.engine.table.ListFile;
import org.omnigraph.engine.table.StoredFile;
import org.omnigraph.engine.table.StoredFileJson;
import org.omnigraph.engine.table.TableFiles;
import org.omnigraph.engine.table.TableRef;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ListedObject;
import org.omnigraph.state.store.ObjectKey;

/// The files of a table that a graph commit's record does not name itself, in list files that it names with their
/// digests.
///
/// A record carries along what was added lately, up to [#CARRIED_MAX] files a table; when there are more, they
/// go into a list file, together with the lists before it that are not much longer. So a record stays small, a
/// commit writes a list now and then only, each file is listed again a logarithmic number of times, and a table
/// of n files has about log n lists.
final class FileLists {
    /// More files of one commit than this go straight into a list.
    private static final int ADDED_MAX = 200;

    private static final int CARRIED_MAX = 32;
    private static final long CACHED_FILES_MAX = 1_000_000;

    private final GraphRoot root;
    private final IdSource ids;
    private final Cache<String, Map<String, StoredFile>> cache = Caffeine.newBuilder()
            .maximumWeight(CACHED_FILES_MAX)
            .weigher((String key, Map<String, StoredFile> files) -> files.size() + 1)
            .build();

    FileLists(GraphRoot root, IdSource ids) {
        this.root = root;
        this.ids = ids;
    }

    /// How the keys of all lists of a table begin, in any of its versions: tables that follow one another in
    /// one folder have different UUIDs.
    static String beginning(String metadataKey, TableMetadata metadata) {
        return TableRef.folder(metadataKey) + "/metadata/" + metadata.uuid() + "-";
    }

    /// What is recorded of a file of this table.
    Optional<StoredFile> find(TableRef table, String key) {
        Optional<StoredFile> named = table.files().find(key);
        if (named.isPresent()) {
            return named;
        }
        List<StoredFile> lists = table.files().lists();
        for (int i = lists.size() - 1; i >= 0; i--) {
            StoredFile found = read(lists.get(i), table.tableName()).get(key);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /// The files of the next version of a table.
    ///
    /// @param beginning of the keys of the table's lists, see [#beginning]
    /// @param gone keys of files that no later version needs
    /// @param added what the version adds
    /// @param staged told of a list that is written
    TableFiles next(
            String beginning, TableRef before, Set<String> gone, Collection<StoredFile> added, StagedFiles staged) {
        List<StoredFile> carried = new ArrayList<>();
        for (StoredFile file : before.files().files()) {
            if (!gone.contains(file.key())) {
                carried.add(file);
            }
        }
        List<StoredFile> lists = new ArrayList<>(before.files().lists());
        boolean many = added.size() > ADDED_MAX;
        List<StoredFile> listed = new ArrayList<>();
        if (many || carried.size() + added.size() > CARRIED_MAX) {
            listed.addAll(carried);
            carried.clear();
        }
        List<StoredFile> kept = new ArrayList<>(carried);
        for (StoredFile file : added) {
            // The newest metadata is looked for first by everybody.
            (many && !file.key().endsWith(MetadataStore.SUFFIX) ? listed : kept).add(file);
        }
        if (!listed.isEmpty()) {
            lists.add(write(beginning, before.tableName(), merged(before.tableName(), lists, listed), staged));
        }
        return new TableFiles(kept, lists);
    }

    /// Takes lists off the end as long as they are not much longer than what comes into the next one.
    private List<StoredFile> merged(String table, List<StoredFile> lists, List<StoredFile> listed) {
        List<StoredFile> all = new ArrayList<>(listed);
        while (!lists.isEmpty()) {
            Map<String, StoredFile> last = read(lists.getLast(), table);
            if (last.size() > 2 * all.size()) {
                break;
            }
            lists.removeLast();
            all.addAll(0, last.values());
        }
        return all;
    }

    private StoredFile write(String beginning, String table, List<StoredFile> files, StagedFiles staged) {
        ObjectKey key = new ObjectKey(beginning + ids.next() + ListFile.SUFFIX);
        byte[] bytes = Json.canonicalBytes(StoredFileJson.encode(files, root.prefix()));
        return staged.put(key, bytes, "The list of files of table " + table);
    }

    /// The keys of all lists of a table, in all its versions.
    List<String> all(String metadataKey, TableMetadata metadata) {
        String beginning = beginning(metadataKey, metadata);
        List<String> keys = new ArrayList<>();
        for (ListedObject object : root.store().list(new KeyPrefix(TableRef.folder(metadataKey) + "/metadata/"))) {
            String key = object.key().value();
            if (key.startsWith(beginning) && key.endsWith(ListFile.SUFFIX)) {
                keys.add(key);
            }
        }
        return keys;
    }

    private Map<String, StoredFile> read(StoredFile list, String table) {
        return cache.get(list.key(), key -> load(list, table));
    }

    private Map<String, StoredFile> load(StoredFile list, String table) {
        Map<String, StoredFile> files = new HashMap<>();
        ListFile.read(root, list, table).forEach(file -> files.put(file.key(), file));
        return files;
    }
}

package org.omnigraph.engine.maintain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.engine.api.DamagedFile;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.commit.BranchLog;
import org.omnigraph.engine.commit.GraphCommit;
import org.omnigraph.engine.commit.GraphStore;
import org.omnigraph.engine.commit.ListedLogs;
import org.omnigraph.engine.table.Damage;
import org.omnigraph.engine.table.ListFile;
import org.omnigraph.engine.table.StoredFile;
import org.omnigraph.engine.table.TableRef;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.digest.Sha256;
import org.omnigraph.state.store.ListedObject;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.store.StoredObject;

/// One look at a graph's folder, and what it says of the graph's files.
final class InspectionLook {
    private static final long UNKNOWN = -1;
    private static final long SCHEMA_BYTES_MAX = 64L << 20;
    private static final Set<DiagnosticCode> DAMAGE = Set.of(
            DiagnosticCode.GRAPH_CORRUPT,
            DiagnosticCode.INVALID_REVISION_RECORD,
            DiagnosticCode.STORE_OBJECT_TOO_LARGE);

    private final GraphStore store;
    private final Map<String, Long> lengths = new HashMap<>();
    private final SortedMap<String, Long> heads = new TreeMap<>();
    private final SortedMap<String, DamagedFile> damage = new TreeMap<>();
    /// Branches share tables, and tables share lists: each is looked at once.
    private final Set<String> checked = new HashSet<>();

    private InspectionLook(GraphStore store) {
        this.store = store;
    }

    static InspectionLook at(GraphStore store) {
        InspectionLook look = new InspectionLook(store);
        look.take();
        return look;
    }

    /// The last version of each branch's log.
    SortedMap<String, Long> heads() {
        return heads;
    }

    /// By key.
    List<DamagedFile> damage() {
        return List.copyOf(damage.values());
    }

    private void take() {
        List<ListedObject> listing = root().store().list(store.layout().folder());
        listing.forEach(object -> lengths.put(object.key().value(), object.size()));
        SortedMap<String, SortedMap<Long, Long>> logs =
                ListedLogs.of(store.layout(), listing).lengths();
        if (!logs.containsKey(ReadTarget.MAIN_BRANCH)) {
            BranchLog main = store.log(ReadTarget.MAIN_BRANCH);
            found(main.key(main.reached().orElse(1)).value(), "", "", UNKNOWN, "is missing: `main` has no commit");
        }
        logs.forEach((branch, versions) -> log(store.log(branch), versions));
    }

    private void log(BranchLog log, SortedMap<Long, Long> versions) {
        long last = versions.lastKey();
        heads.put(log.branch(), last);
        long before = 0;
        for (Map.Entry<Long, Long> record : versions.entrySet()) {
            if (record.getKey() > before + 1) {
                missing(log, before + 1, record.getKey() - 1);
            }
            if (record.getValue() == 0) {
                found(log.key(record.getKey()).value(), "", "", UNKNOWN, "is empty");
            }
            before = record.getKey();
        }
        OptionalLong reached = log.reached();
        if (reached.isPresent() && reached.getAsLong() > last) {
            missing(log, last + 1, reached.getAsLong());
        }
        whole(log.key(last).value(), () -> log.at(last).ifPresent(this::head));
    }

    private void missing(BranchLog log, long first, long last) {
        String more = last == first ? "" : ", and so are the " + (last - first) + " after it";
        String problem = "is missing: it is commit record " + first + " of branch `" + log.branch() + "`" + more;
        found(log.key(first).value(), "", "", UNKNOWN, problem);
    }

    private void head(GraphCommit head) {
        if (head.operation().equals(GraphCommit.BRANCH_DELETED)) {
            return;
        }
        namedByDigest(store.layout().schema(head.schemaDigest()), head.schemaDigest());
        namedByDigest(store.layout().identity(head.identityDigest()), head.identityDigest());
        head.tables().values().forEach(this::table);
    }

    /// Files of schemas are small, and few; their length stands nowhere, their digest is their name.
    private void namedByDigest(ObjectKey key, String digest) {
        if (!checked.add(key.value())) {
            return;
        }
        whole(key.value(), () -> {
            Optional<StoredObject> file =
                    lengths.containsKey(key.value()) ? root().store().get(key, SCHEMA_BYTES_MAX) : Optional.empty();
            if (file.isEmpty()) {
                found(key.value(), "", "", UNKNOWN, "is missing: it belongs to the graph's schema");
            } else if (!Sha256.hex(file.get().bytes()).equals(digest)) {
                found(key.value(), "", "", UNKNOWN, "is damaged: it does not have the digest that its name says");
            }
        });
    }

    private void table(TableRef table) {
        if (!checked.add(table.metadataKey())) {
            return;
        }
        table.files().files().forEach(file -> file(file, table));
        for (StoredFile list : table.files().lists()) {
            if (checked.add(list.key()) && file(list, table)) {
                whole(
                        list.key(),
                        () -> ListFile.read(root(), list, table.tableName()).forEach(file -> file(file, table)));
            }
        }
    }

    /// Whether a file is there and as long as it was.
    private boolean file(StoredFile file, TableRef table) {
        Optional<Long> length = Optional.ofNullable(lengths.get(file.key()));
        if (length.isPresent() && length.get() == file.length()) {
            return true;
        }
        String problem = length.map(bytes -> "has " + bytes + " bytes instead of " + file.length())
                .orElse("is missing");
        found(file.key(), table.tableName(), file.addedBy(), file.length(), problem);
        return false;
    }

    /// Reads what the rest depends on. What is damaged there is one finding more.
    private void whole(String key, Runnable read) {
        try {
            read.run();
        } catch (StoreException e) {
            if (!DAMAGE.contains(e.code())) {
                throw e;
            }
            boolean says = e.code() == DiagnosticCode.GRAPH_CORRUPT;
            String message =
                    says ? String.valueOf(e.getMessage()) : text(key, "", "", "cannot be used: " + e.getMessage());
            damage.put(key, new DamagedFile(key, "", "", UNKNOWN, lengths.getOrDefault(key, UNKNOWN), message));
        }
    }

    private void found(String key, String table, String commit, long expected, String problem) {
        long length = lengths.getOrDefault(key, UNKNOWN);
        damage.put(key, new DamagedFile(key, table, commit, expected, length, text(key, table, commit, problem)));
    }

    private GraphRoot root() {
        return store.layout().root();
    }

    private String text(String key, String table, String commit, String problem) {
        return Damage.text(root().store().location(key), table, commit, problem);
    }
}

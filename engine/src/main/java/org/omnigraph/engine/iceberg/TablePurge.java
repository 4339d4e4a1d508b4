package org.omnigraph.engine.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadata.MetadataLogEntry;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.omnigraph.engine.table.TableRef;
import org.omnigraph.state.store.StoreException;

/// Removes every file that any version of one table names: rows, then manifests, then their lists, then metadata from
/// the oldest to the newest. What names a file goes after it, so that a purge that dies is done again from the same
/// metadata and finds all that is left. Touches nothing else, so whoever stages files beside it is not harmed.
final class TablePurge {
    private final MetadataStore metadataStore;
    private final String metadataKey;
    private final Set<String> rowFiles = new LinkedHashSet<>();
    private final Set<String> manifests = new LinkedHashSet<>();
    private final Set<String> lists = new LinkedHashSet<>();

    private TablePurge(MetadataStore metadataStore, String metadataKey) {
        this.metadataStore = metadataStore;
        this.metadataKey = metadataKey;
    }

    /// Purges the table whose last metadata this is.
    ///
    /// @return the keys of all its metadata; empty if the purge had been finished before
    static List<String> run(MetadataStore metadataStore, String metadataKey) {
        Optional<TableMetadata> last = metadataStore.find(metadataKey);
        return last.isEmpty() ? List.of() : new TablePurge(metadataStore, metadataKey).purge(last.get());
    }

    private List<String> purge(TableMetadata last) {
        List<String> metadata = versions(last);
        rowFiles.forEach(this::delete);
        manifests.forEach(this::delete);
        lists.forEach(this::delete);
        metadataStore.lists().all(metadataKey, last).forEach(metadataStore::delete);
        metadata.forEach(metadataStore::delete);
        return metadata;
    }

    /// Removes a file of the table. What damaged metadata names elsewhere stays.
    private void delete(String location) {
        if (metadataStore.key(location).value().startsWith(TableRef.folder(metadataKey) + "/")) {
            metadataStore.uncheckedIo().deleteFile(location);
        }
    }

    /// All metadata of the table, oldest first; each version is read, because each knows its own snapshot only.
    private List<String> versions(TableMetadata last) {
        List<String> keys = new ArrayList<>(List.of(metadataKey));
        collect(last);
        List<String> before = before(last);
        while (!before.isEmpty()) {
            keys.addAll(0, before);
            List<TableMetadata> read = before.stream()
                    .map(metadataStore::find)
                    .flatMap(Optional::stream)
                    .toList();
            read.forEach(this::collect);
            // A version names at most a hundred before it, so the oldest of those goes on.
            before = read.isEmpty() ? List.of() : before(read.getFirst());
            before = before.stream().filter(key -> !keys.contains(key)).toList();
        }
        return keys;
    }

    private List<String> before(TableMetadata metadata) {
        return metadata.previousFiles().stream()
                .map(MetadataLogEntry::file)
                .map(location -> metadataStore.key(location).value())
                .toList();
    }

    private void collect(TableMetadata metadata) {
        metadata.snapshots().forEach(snapshot -> collect(snapshot, metadata.specsById()));
    }

    /// A list or manifest that is gone was removed by a purge that died, after all that it named.
    private void collect(Snapshot snapshot, Map<Integer, PartitionSpec> specs) {
        lists.add(snapshot.manifestListLocation());
        try {
            for (ManifestFile manifest : snapshot.allManifests(metadataStore.uncheckedIo())) {
                if (manifests.add(manifest.path())) {
                    collect(manifest, specs);
                }
            }
        } catch (NotFoundException gone) {
            lists.remove(snapshot.manifestListLocation());
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException damaged) {
            // What it named cannot be told any more, and stays; no commit names it.
        }
    }

    private void collect(ManifestFile manifest, Map<Integer, PartitionSpec> specs) {
        boolean data = manifest.content() == ManifestContent.DATA;
        FileIO io = metadataStore.uncheckedIo();
        try (ManifestReader<? extends ContentFile<?>> files = data
                ? ManifestFiles.read(manifest, io, specs)
                : ManifestFiles.readDeleteManifest(manifest, io, specs)) {
            files.forEach(file -> rowFiles.add(file.location()));
        } catch (NotFoundException gone) {
            manifests.remove(manifest.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException damaged) {
            // As above.
        }
    }
}

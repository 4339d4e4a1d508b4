package org.omnigraph.engine.table;

import java.util.List;
import java.util.Optional;

/// What a graph commit's record says of the files of one table: so that what is read can be told to be what was
/// written, and whatever a version of a table needs is found without walking the history. Files that later
/// versions no longer need may still be among them.
///
/// @param files its metadata, its manifest list, and what was added lately
/// @param lists files that list what was added before, oldest first (see `FileLists`)
public record TableFiles(List<StoredFile> files, List<StoredFile> lists) {
    /// Of a table that lies in no store.
    public static final TableFiles NONE = new TableFiles(List.of(), List.of());

    public TableFiles {
        files = List.copyOf(files);
        lists = List.copyOf(lists);
    }

    /// A file that is named here and in no list.
    public Optional<StoredFile> find(String key) {
        for (StoredFile file : files) {
            if (file.key().equals(key)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /// The same, with what has no commit yet added by this one.
    public TableFiles stamped(String commitId) {
        return new TableFiles(
                files.stream().map(file -> file.stamped(commitId)).toList(),
                lists.stream().map(list -> list.stamped(commitId)).toList());
    }
}

package org.omnigraph.engine.iceberg;

import java.util.Optional;
import org.apache.iceberg.exceptions.NotFoundException;
import org.omnigraph.engine.table.Damage;
import org.omnigraph.engine.table.StoredFile;
import org.omnigraph.engine.table.TableRef;
import org.omnigraph.state.store.StoreException;

/// What a table's files are checked against when they are read: what its commit recorded, or what this process
/// has just written.
interface FileCheck {
    /// Checks nothing: for removing what damaged metadata names too.
    FileCheck NONE = new FileCheck() {
        @Override
        public Optional<StoredFile> expected(String key) {
            return Optional.empty();
        }

        @Override
        public RuntimeException missing(String location, String key) {
            return new NotFoundException("file does not exist: %s", location);
        }

        @Override
        public StoreException damage(String location, String key, String problem) {
            return Damage.of(location, "", "", problem);
        }
    };

    /// What is recorded of a file; empty if it is not to be checked.
    ///
    /// @throws StoreException with `graph_corrupt` if it ought to be recorded and is not
    Optional<StoredFile> expected(String key);

    /// What a read of this file ends with that is not there.
    default RuntimeException missing(String location, String key) {
        return damage(location, key, "is missing");
    }

    /// What a read of this file ends with.
    StoreException damage(String location, String key, String problem);

    /// The check of one version of a table, and of what is staged on it.
    static FileCheck of(FileLists lists, TableRef table, StagedFiles staged) {
        return new FileCheck() {
            @Override
            public Optional<StoredFile> expected(String key) {
                Optional<StoredFile> ours = staged.find(key);
                Optional<StoredFile> found = ours.isPresent() ? ours : lists.find(table, key);
                if (found.isEmpty()) {
                    throw damage(key, key, "is named by the table's metadata and recorded by no commit");
                }
                return found;
            }

            @Override
            public StoreException damage(String location, String key, String problem) {
                String addedBy = staged.find(key)
                        .or(() -> lists.find(table, key))
                        .map(StoredFile::addedBy)
                        .orElse("");
                return Damage.of(location, table.tableName(), addedBy, problem);
            }
        };
    }
}

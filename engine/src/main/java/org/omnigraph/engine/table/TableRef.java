package org.omnigraph.engine.table;

import org.omnigraph.engine.api.EntityKind;

/// One table as one graph commit names it.
///
/// @param kind node or edge
/// @param typeName the current name of the type
/// @param version equal for two commits whose table is the same, and different otherwise: the key under which what
/// was read may be cached (across graphs and incarnations too)
/// @param metadataKey the store key of the Iceberg metadata file
/// @param snapshotId Iceberg's snapshot id; -1 for a table that never held a row
/// @param sequenceNumber Iceberg's sequence number
/// @param rows how many rows it holds
/// @param files what its files are checked against when they are read
public record TableRef(
        EntityKind kind,
        String typeName,
        String version,
        String metadataKey,
        long snapshotId,
        long sequenceNumber,
        long rows,
        TableFiles files) {

    /// A table that lies in no store.
    public TableRef(
            EntityKind kind,
            String typeName,
            String version,
            String metadataKey,
            long snapshotId,
            long sequenceNumber,
            long rows) {
        this(kind, typeName, version, metadataKey, snapshotId, sequenceNumber, rows, TableFiles.NONE);
    }

    /// The key of the folder that a table's files lie in, told by the key of its metadata.
    public static String folder(String metadataKey) {
        return metadataKey.substring(0, metadataKey.lastIndexOf("/metadata/"));
    }

    /// `node.<Type>` or `edge.<Type>`.
    public String tableName() {
        return kind.wireName() + "." + typeName;
    }

    /// The same table, its new files added by this commit.
    public TableRef stamped(String commitId) {
        return new TableRef(
                kind, typeName, version, metadataKey, snapshotId, sequenceNumber, rows, files.stamped(commitId));
    }
}

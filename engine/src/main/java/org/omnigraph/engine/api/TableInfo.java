package org.omnigraph.engine.api;

/// One table of a graph at one commit.
///
/// @param path the table's location relative to the graph root
/// @param metadataLocation the full location of its current Iceberg metadata file, for other engines
/// @param sequenceNumber Iceberg's sequence number
public record TableInfo(
        EntityKind kind, String typeName, String path, String metadataLocation, long sequenceNumber, long rows) {}

package org.omnigraph.state.store;

import java.nio.file.Path;
import java.util.Map;

/// Opens the store that a location names. The S3 client's classes are touched only for an `s3://` location.
public final class ObjectStores {
    private ObjectStores() {}

    /// Opens a plain path, a `file://` URI or `s3://bucket/prefix`, with the process's own environment and working
    /// folder. Reaches for no network and creates nothing.
    ///
    /// @throws StoreException with `invalid_storage_root` if the text names no place
    public static ObjectStore open(String uriOrPath) {
        return open(StoreLocation.parse(uriOrPath, Path.of("")), System.getenv());
    }

    /// Opens a location; `environment` is where S3 settings and credentials are taken from.
    public static ObjectStore open(StoreLocation location, Map<String, String> environment) {
        return switch (location) {
            case StoreLocation.Local local -> LocalObjectStore.at(local.folder());
            case StoreLocation.S3 s3 -> S3ObjectStore.open(s3, environment);
        };
    }
}

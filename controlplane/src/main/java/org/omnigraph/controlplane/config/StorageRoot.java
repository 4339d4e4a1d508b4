package org.omnigraph.controlplane.config;

import java.nio.file.Path;

/// Where a cluster stores everything (cluster-contract.md §2, `storage:`).
public sealed interface StorageRoot {

    /// A folder, absolute.
    record Local(Path folder) implements StorageRoot {
        @Override
        public String toString() {
            return folder.toString();
        }
    }

    /// A prefix in a bucket; the prefix has no slash at either end and may be empty.
    record S3(String bucket, String prefix) implements StorageRoot {
        @Override
        public String toString() {
            return prefix.isEmpty() ? "s3://" + bucket : "s3://" + bucket + "/" + prefix;
        }
    }
}

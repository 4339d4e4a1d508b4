package org.omnigraph.controlplane.config;

/// A line of a file.
///
/// @param file relative to the config folder
/// @param line counts from 1
public record Place(String file, int line) {
    /// As compilers write it: `cluster.yaml:4`.
    @Override
    public String toString() {
        return file + ":" + line;
    }
}

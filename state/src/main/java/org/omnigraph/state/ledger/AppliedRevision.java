package org.omnigraph.state.ledger;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What was applied: the source of truth for planning and serving.
///
/// @param configDigest the config that the ledger has fully converged to, or the empty string
/// @param resources by address
public record AppliedRevision(String configDigest, SortedMap<String, ResourceEntry> resources) {
    public static final AppliedRevision EMPTY = new AppliedRevision("", Collections.emptySortedMap());

    public AppliedRevision {
        resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
    }
}

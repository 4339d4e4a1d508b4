package org.omnigraph.controlplane.task;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Defensive copies of sorted maps for records.
final class Sorted {
    private Sorted() {}

    static <K, V> SortedMap<K, V> copy(SortedMap<K, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}

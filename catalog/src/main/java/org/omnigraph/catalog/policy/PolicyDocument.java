package org.omnigraph.catalog.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A policy bundle that passed every check of policy.md §2: immutable and self-consistent (rules name groups that
/// exist).
///
/// @param groups actor ids by group name
/// @param protectedBranches exact names
/// @param rules in the order of the file
public record PolicyDocument(
        SortedMap<String, List<String>> groups, SortedSet<String> protectedBranches, List<PolicyRule> rules) {
    public PolicyDocument {
        SortedMap<String, List<String>> copy = new TreeMap<>();
        for (Map.Entry<String, List<String>> group : groups.entrySet()) {
            copy.put(group.getKey(), List.copyOf(group.getValue()));
        }
        groups = Collections.unmodifiableSortedMap(copy);
        protectedBranches = Collections.unmodifiableSortedSet(new TreeSet<>(protectedBranches));
        rules = List.copyOf(rules);
    }

    /// All actors of all groups, each once.
    public SortedSet<String> actors() {
        SortedSet<String> actors = new TreeSet<>();
        for (List<String> members : groups.values()) {
            actors.addAll(members);
        }
        return actors;
    }
}

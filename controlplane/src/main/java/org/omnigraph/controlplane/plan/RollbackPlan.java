package org.omnigraph.controlplane.plan;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What separates a ledger from one of its earlier revisions, and what a rollback does about it.
///
/// @param changes sorted by address, at most one per resource
/// @param bindings what each policy is bound to afterwards, by name
/// @param refusals why a blocked change is blocked, for a person, by address
public record RollbackPlan(
        List<Change> changes, SortedMap<String, List<String>> bindings, SortedMap<String, String> refusals) {
    public RollbackPlan {
        changes = List.copyOf(changes);
        bindings = Collections.unmodifiableSortedMap(new TreeMap<>(bindings));
        refusals = Collections.unmodifiableSortedMap(new TreeMap<>(refusals));
    }

    /// The same plan with further changes refused.
    ///
    /// @param reasons condition and sentence, by address
    public RollbackPlan refusing(Map<String, Refused> reasons) {
        SortedMap<String, String> all = new TreeMap<>(refusals);
        reasons.forEach((address, refused) -> all.put(address, refused.sentence()));
        List<Change> replaced = changes.stream()
                .map(change -> {
                    Refused refused = reasons.get(change.resource().toString());
                    return refused == null || change.isHeldBack()
                            ? change
                            : change.with(Disposition.BLOCKED, refused.condition());
                })
                .toList();
        return new RollbackPlan(replaced, bindings, all);
    }

    /// Why a part cannot be rolled back.
    ///
    /// @param condition in snake case, for the JSON outputs
    /// @param sentence for a person
    public record Refused(String condition, String sentence) {}
}

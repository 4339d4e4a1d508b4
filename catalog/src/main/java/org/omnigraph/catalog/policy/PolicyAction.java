package org.omnigraph.catalog.policy;

import java.util.Locale;
import java.util.Optional;

/// What a rule can allow and a request can ask for (policy.md §3).
public enum PolicyAction {
    READ(PolicyBindingKind.GRAPH, ScopeFamily.BRANCH),
    EXPORT(PolicyBindingKind.GRAPH, ScopeFamily.BRANCH),
    CHANGE(PolicyBindingKind.GRAPH, ScopeFamily.BRANCH),
    SCHEMA_APPLY(PolicyBindingKind.GRAPH, ScopeFamily.TARGET_BRANCH),
    BRANCH_CREATE(PolicyBindingKind.GRAPH, ScopeFamily.TARGET_BRANCH),
    BRANCH_DELETE(PolicyBindingKind.GRAPH, ScopeFamily.TARGET_BRANCH),
    BRANCH_MERGE(PolicyBindingKind.GRAPH, ScopeFamily.TARGET_BRANCH),
    INVOKE_QUERY(PolicyBindingKind.GRAPH, ScopeFamily.NONE),
    ADMIN(PolicyBindingKind.GRAPH, ScopeFamily.NONE),
    GRAPH_LIST(PolicyBindingKind.CLUSTER, ScopeFamily.NONE);

    /// Which scope key a rule with this action may carry.
    public enum ScopeFamily {
        BRANCH,
        TARGET_BRANCH,
        NONE
    }

    private final PolicyBindingKind bindingKind;
    private final ScopeFamily scopeFamily;

    PolicyAction(PolicyBindingKind bindingKind, ScopeFamily scopeFamily) {
        this.bindingKind = bindingKind;
        this.scopeFamily = scopeFamily;
    }

    /// The kind of bundle that may hold this action: [PolicyBindingKind#GRAPH] or [PolicyBindingKind#CLUSTER].
    public PolicyBindingKind bindingKind() {
        return bindingKind;
    }

    public ScopeFamily scopeFamily() {
        return scopeFamily;
    }

    /// The word in bundles, logs and Cedar.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PolicyAction> ofWireName(String text) {
        for (PolicyAction action : values()) {
            if (action.wireName().equals(text)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}

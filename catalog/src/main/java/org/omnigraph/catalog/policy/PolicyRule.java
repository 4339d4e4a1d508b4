package org.omnigraph.catalog.policy;

import java.util.List;

/// One allow rule of a bundle.
///
/// @param id unique in its bundle
/// @param group whose actors it allows
/// @param actions in the order of the file, none twice
/// @param branchScope a condition on the request's branch; [BranchScope#ANY] for none
/// @param targetBranchScope a condition on the request's target branch; never both
public record PolicyRule(
        String id, String group, List<PolicyAction> actions, BranchScope branchScope, BranchScope targetBranchScope) {
    public PolicyRule {
        actions = List.copyOf(actions);
    }
}

package org.omnigraph.catalog.policy;

/// All that a decision knows of a branch (policy.md §6).
enum BranchClass {
    ABSENT,
    PROTECTED,
    UNPROTECTED
}

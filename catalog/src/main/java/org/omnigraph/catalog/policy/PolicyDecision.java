package org.omnigraph.catalog.policy;

/// What a bundle says to one request (policy.md §6).
///
/// @param matchedRuleId the first rule, in string order, that allowed it; empty for a denial
/// @param message names action, branches and actor; fit for the one who asked
public record PolicyDecision(boolean allowed, String matchedRuleId, String message) {}

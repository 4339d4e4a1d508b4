package org.omnigraph.controlplane.plan;

import org.omnigraph.catalog.address.ResourceAddress;

/// A gate that a person must open before `apply` goes through it.
///
/// @param reason why, fit for a person
/// @param approvedBy who opened it; empty if nobody has
/// @param satisfied true if a valid, unconsumed approval for exactly this change is recorded
public record ApprovalRequired(ResourceAddress resource, String reason, String approvedBy, boolean satisfied) {}

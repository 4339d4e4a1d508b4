package org.omnigraph.engine.api;

/// What a write asks of the gate (policy.md §8): an action and the branches that it touches. Branch names are empty
/// where there is none.
public record GateRequest(String action, String branch, String targetBranch) {}

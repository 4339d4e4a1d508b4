package org.omnigraph.state.store;

/// What two looks at a store saw that were taken side by side.
public record Both<A, B>(A first, B second) {}

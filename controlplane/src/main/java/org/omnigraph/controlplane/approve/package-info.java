/// Approvals: those that were given, and plans that take them into account (cluster-contract.md §8).
@NullMarked
package org.omnigraph.controlplane.approve;

import org.jspecify.annotations.NullMarked;

/// The pure core: from a desired cluster and a ledger to a plan (cluster-contract.md §6).
@NullMarked
package org.omnigraph.controlplane.plan;

import org.jspecify.annotations.NullMarked;

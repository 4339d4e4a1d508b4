/// Operators' commands around the ledger: approvals, locks, history (cluster-contract.md §3, §8).
@NullMarked
package org.omnigraph.controlplane.operate;

import org.jspecify.annotations.NullMarked;

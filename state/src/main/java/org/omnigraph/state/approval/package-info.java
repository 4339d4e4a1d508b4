/// Approvals of irreversible changes (cluster-contract.md §8).
@NullMarked
package org.omnigraph.state.approval;

import org.jspecify.annotations.NullMarked;

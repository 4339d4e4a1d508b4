/// The control plane's commands as values, one task each: a request, an outcome, and the work between them; and the
/// facade that runs them (cluster-contract.md §3).
@NullMarked
package org.omnigraph.controlplane.task;

import org.jspecify.annotations.NullMarked;

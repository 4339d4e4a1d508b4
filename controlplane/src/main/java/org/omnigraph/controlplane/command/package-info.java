/// The control plane's commands as values: a request and an outcome each, and the facade that runs them
/// (cluster-contract.md §3).
@NullMarked
package org.omnigraph.controlplane.command;

import org.jspecify.annotations.NullMarked;

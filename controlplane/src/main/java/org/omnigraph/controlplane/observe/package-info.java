/// What is really there: live graphs and catalog payloads (cluster-contract.md §10).
@NullMarked
package org.omnigraph.controlplane.observe;

import org.jspecify.annotations.NullMarked;

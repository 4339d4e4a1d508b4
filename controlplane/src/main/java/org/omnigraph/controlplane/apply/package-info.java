/// Apply: the one place where a plan becomes effects (cluster-contract.md §7).
@NullMarked
package org.omnigraph.controlplane.apply;

import org.jspecify.annotations.NullMarked;

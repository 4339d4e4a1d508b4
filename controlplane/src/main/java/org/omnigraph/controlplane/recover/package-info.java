/// The recovery sweep: what became of interrupted changes (cluster-contract.md §9).
@NullMarked
package org.omnigraph.controlplane.recover;

import org.jspecify.annotations.NullMarked;

/// From a config folder to an immutable desired cluster (cluster-contract.md §2, §5).
@NullMarked
package org.omnigraph.controlplane.config;

import org.jspecify.annotations.NullMarked;

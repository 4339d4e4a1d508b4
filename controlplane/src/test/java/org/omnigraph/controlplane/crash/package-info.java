/// The control plane dies at every operation on the store, and recovers (storage-protocol.md §5, reliability.md §5).
@NullMarked
package org.omnigraph.controlplane.crash;

import org.jspecify.annotations.NullMarked;

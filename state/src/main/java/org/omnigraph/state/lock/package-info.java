/// The advisory state lock (storage-protocol.md §4).
@NullMarked
package org.omnigraph.state.lock;

import org.jspecify.annotations.NullMarked;

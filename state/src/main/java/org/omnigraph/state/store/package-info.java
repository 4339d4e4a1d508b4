/// The object store: the one interface through which everything that is stored goes (storage-protocol.md §1).
@NullMarked
package org.omnigraph.state.store;

import org.jspecify.annotations.NullMarked;

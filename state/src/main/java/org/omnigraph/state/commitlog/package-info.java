/// A numbered sequence of immutable records, each created once (storage-protocol.md §2).
@NullMarked
package org.omnigraph.state.commitlog;

import org.jspecify.annotations.NullMarked;

/// The cluster's ledger: a commit log with `state.json` as its readable head (storage-protocol.md §3).
@NullMarked
package org.omnigraph.state.ledger;

import org.jspecify.annotations.NullMarked;

/// Recovery sidecars: what a command was about to do to a graph (cluster-contract.md §9).
@NullMarked
package org.omnigraph.state.recovery;

import org.jspecify.annotations.NullMarked;

/// Crashes, races and damage: the ledger's promises under everything that can happen to it.
@NullMarked
package org.omnigraph.state.simulation;

import org.jspecify.annotations.NullMarked;

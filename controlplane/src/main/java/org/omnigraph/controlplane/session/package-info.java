/// What a command works with: the cluster's store, ledger, lock and graphs, and the effects it was given.
@NullMarked
package org.omnigraph.controlplane.session;

import org.jspecify.annotations.NullMarked;

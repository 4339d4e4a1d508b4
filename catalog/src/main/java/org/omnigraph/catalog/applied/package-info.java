/// The applied revision as both the control plane and the server need it: ledger entry, verified payload, parsed
/// resource.
@NullMarked
package org.omnigraph.catalog.applied;

import org.jspecify.annotations.NullMarked;

/// Changes of the ledger in the words of the contract: pure edits of a state in the making.
@NullMarked
package org.omnigraph.controlplane.edit;

import org.jspecify.annotations.NullMarked;

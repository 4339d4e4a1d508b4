/// Resource addresses: how a declared thing is named everywhere (cluster-contract.md §1).
@NullMarked
package org.omnigraph.catalog.address;

import org.jspecify.annotations.NullMarked;

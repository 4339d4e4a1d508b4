/// `query`, `mutate` and `queries …`, each with its view beside it.
@NullMarked
package org.omnigraph.cli.query;

import org.jspecify.annotations.NullMarked;

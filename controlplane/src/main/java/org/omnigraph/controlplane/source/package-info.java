/// Work on `.pg` and `.gq` files themselves: formatting and linting.
@NullMarked
package org.omnigraph.controlplane.source;

import org.jspecify.annotations.NullMarked;

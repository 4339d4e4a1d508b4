/// Work on `.pg` and `.gq` files themselves: formatting and linting.
@NullMarked
package org.omnigraph.authoring.source;

import org.jspecify.annotations.NullMarked;

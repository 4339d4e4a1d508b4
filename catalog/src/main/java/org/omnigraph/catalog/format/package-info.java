/// The formatter of `.pg` and `.gq` files.
@NullMarked
package org.omnigraph.catalog.format;

import org.jspecify.annotations.NullMarked;

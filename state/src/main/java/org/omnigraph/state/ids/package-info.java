/// Where unique ids come from.
@NullMarked
package org.omnigraph.state.ids;

import org.jspecify.annotations.NullMarked;

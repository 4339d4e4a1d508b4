/// Waiting, as something that can be injected.
@NullMarked
package org.omnigraph.state.time;

import org.jspecify.annotations.NullMarked;

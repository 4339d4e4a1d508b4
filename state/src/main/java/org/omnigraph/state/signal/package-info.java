/// How the process hears that it is asked to stop.
@NullMarked
package org.omnigraph.state.signal;

import org.jspecify.annotations.NullMarked;

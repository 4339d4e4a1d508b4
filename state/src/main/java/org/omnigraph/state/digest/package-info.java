/// SHA-256 digests as text.
@NullMarked
package org.omnigraph.state.digest;

import org.jspecify.annotations.NullMarked;

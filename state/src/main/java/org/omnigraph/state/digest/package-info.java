/// SHA-256 digests as text, and the keyed hash of hash tables.
@NullMarked
package org.omnigraph.state.digest;

import org.jspecify.annotations.NullMarked;

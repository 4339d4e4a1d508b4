/// The one way this program reads and writes JSON: strict, bounded, and in one canonical form.
@NullMarked
package org.omnigraph.state.json;

import org.jspecify.annotations.NullMarked;

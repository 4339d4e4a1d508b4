/// Checks that see all modules at once: arrows, null-marking, the code registry, tidiness.
@NullMarked
package org.omnigraph.dist;

import org.jspecify.annotations.NullMarked;

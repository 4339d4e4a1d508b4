/// What `doctor` looks at: one check for each thing that a cluster rests on (operations.md, `doctor`).
@NullMarked
package org.omnigraph.controlplane.health;

import org.jspecify.annotations.NullMarked;

/// Fixtures of the control plane's tests: a cluster folder, and a graph engine that is nothing but store operations.
@NullMarked
package org.omnigraph.controlplane.testing;

import org.jspecify.annotations.NullMarked;

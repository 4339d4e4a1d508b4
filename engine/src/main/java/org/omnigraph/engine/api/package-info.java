/// What the control plane and the server may ask of a graph (engine.md).
@NullMarked
package org.omnigraph.engine.api;

import org.jspecify.annotations.NullMarked;

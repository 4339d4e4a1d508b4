/// The guided first run: every step a real command, every result checked.
@NullMarked
package org.omnigraph.controlplane.quickstart;

import org.jspecify.annotations.NullMarked;

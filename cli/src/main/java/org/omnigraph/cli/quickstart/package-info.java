/// The guided first run: every step a real command, every result checked.
@NullMarked
package org.omnigraph.cli.quickstart;

import org.jspecify.annotations.NullMarked;

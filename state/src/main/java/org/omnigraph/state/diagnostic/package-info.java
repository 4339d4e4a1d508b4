/// Problems as values: codes, severities, positions and exit codes.
@NullMarked
package org.omnigraph.state.diagnostic;

import org.jspecify.annotations.NullMarked;

/// Fixtures: a cluster in memory, a fake engine, a small HTTP client.
@NullMarked
package org.omnigraph.server.testing;

import org.jspecify.annotations.NullMarked;

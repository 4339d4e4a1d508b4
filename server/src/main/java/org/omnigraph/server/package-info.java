/// The `omnigraph-server` program: flags, listening, stopping (http-api.md §1, §12).
@NullMarked
package org.omnigraph.server;

import org.jspecify.annotations.NullMarked;

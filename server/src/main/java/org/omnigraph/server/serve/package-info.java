/// What a request means, however it travels: policy at the boundary, which query and which version, admission, the
/// work itself, and what a client is told (http-api.md §3-§8). Knows nothing of HTTP's wire; `http` knows this, never
/// the other way.
@NullMarked
package org.omnigraph.server.serve;

import org.jspecify.annotations.NullMarked;

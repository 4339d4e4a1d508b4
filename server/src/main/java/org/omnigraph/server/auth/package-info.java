/// Who calls and what they may do: bearer tokens, runtime states, the boundary and the engine gate (http-api.md
/// §2-§3, policy.md §8).
@NullMarked
package org.omnigraph.server.auth;

import org.jspecify.annotations.NullMarked;

/// Booting from the applied revision: what is served, what is quarantined, what refuses (http-api.md §1).
@NullMarked
package org.omnigraph.server.boot;

import org.jspecify.annotations.NullMarked;

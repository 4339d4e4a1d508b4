/// Fixtures that every module's tests use: stores that count, crash and fail, a clock and ids that are known
/// beforehand.
@NullMarked
package org.omnigraph.state.testing;

import org.jspecify.annotations.NullMarked;

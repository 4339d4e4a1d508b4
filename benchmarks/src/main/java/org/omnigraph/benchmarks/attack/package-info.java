/// Attacks on the packaged programs: what a greedy, slow, broken or hostile client, a clock and a signal can do to
/// them.
/// Each says what it tried, the bound and what was seen.
@NullMarked
package org.omnigraph.benchmarks.attack;

import org.jspecify.annotations.NullMarked;

/// Benchmarks: whole processes side by side, and how cost grows with size. Not tests: no build fails on a time.
@NullMarked
package org.omnigraph.benchmarks;

import org.jspecify.annotations.NullMarked;

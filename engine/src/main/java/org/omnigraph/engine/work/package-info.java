/// What all work of a process shares and is bounded by: one pool of memory, turns on the processors, and the scope of
/// one request with its deadline, its cancellation and its accounts (engine.md, "Memory and admission").
@NullMarked
package org.omnigraph.engine.work;

import org.jspecify.annotations.NullMarked;

/// Read queries at work: physical plans of stages that push batches of row numbers, conditions, results
/// (query-language.md §7, §8).
@NullMarked
package org.omnigraph.engine.query.run;

import org.jspecify.annotations.NullMarked;

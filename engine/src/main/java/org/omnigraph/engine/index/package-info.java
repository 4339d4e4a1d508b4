/// Search functions by exact scan (query-language.md §8): text analysis, text tests, BM25, vector distance,
/// embedding.
@NullMarked
package org.omnigraph.engine.index;

import org.jspecify.annotations.NullMarked;

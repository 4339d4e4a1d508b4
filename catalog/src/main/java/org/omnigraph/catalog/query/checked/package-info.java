/// The checked form of queries: every name resolved, every type known; what the executor runs (query-language.md
/// §5-§9).
@NullMarked
package org.omnigraph.catalog.query.checked;

import org.jspecify.annotations.NullMarked;

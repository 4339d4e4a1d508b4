/// What one query may use, and the typed error when it would use more (engine.md, "Query execution").
@NullMarked
package org.omnigraph.engine.query.budget;

import org.jspecify.annotations.NullMarked;

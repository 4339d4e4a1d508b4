/// Where a graph's objects lie and how its commits are logged (engine.md, "Layout"; storage-protocol.md §2). Knows
/// nothing of Iceberg: opening a graph for its schema or history loads none of it.
@NullMarked
package org.omnigraph.engine.commit;

import org.jspecify.annotations.NullMarked;

/// Tests of the commits of a graph, without tables.
@NullMarked
package org.omnigraph.engine.commit;

import org.jspecify.annotations.NullMarked;

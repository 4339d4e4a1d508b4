/// The graph engine: graphs on Iceberg tables in an object store (engine.md).
@NullMarked
package org.omnigraph.engine;

import org.jspecify.annotations.NullMarked;

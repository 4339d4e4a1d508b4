/// Graph tables as Apache Iceberg tables in an object store: the mapping of types, files staged under a graph root,
/// and their reading. Nothing here publishes anything; a graph commit does that by naming a metadata file.
@NullMarked
package org.omnigraph.engine.iceberg;

import org.jspecify.annotations.NullMarked;

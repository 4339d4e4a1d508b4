/// The seam between the storage of a graph and the execution of queries: what a commit holds, how its tables are
/// read, and how a set of changes becomes a commit. Nothing here knows of Iceberg.
@NullMarked
package org.omnigraph.engine.table;

import org.jspecify.annotations.NullMarked;

/// `omnigraph cluster …`: commands on a declared cluster, each with its view beside it (cluster-contract.md §3).
@NullMarked
package org.omnigraph.cli.cluster;

import org.jspecify.annotations.NullMarked;

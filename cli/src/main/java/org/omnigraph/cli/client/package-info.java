/// Reading and writing one graph, directly in its storage or through a server: addressing, the options that name a
/// graph, and one client interface with two implementations (cluster-contract.md §12).
@NullMarked
package org.omnigraph.cli.client;

import org.jspecify.annotations.NullMarked;

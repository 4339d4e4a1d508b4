/// What belongs to the person at the keyboard and to no cluster: named servers, profiles, aliases and tokens
/// (cluster-contract.md §12).
@NullMarked
package org.omnigraph.cli.operator;

import org.jspecify.annotations.NullMarked;

/// What belongs to the person at the keyboard and to no cluster: who acts, named servers, profiles, aliases and
/// tokens (cluster-contract.md §3, §12).
@NullMarked
package org.omnigraph.cli.profile;

import org.jspecify.annotations.NullMarked;

/// The program `omnigraph`: the tree of commands, the binding of arguments, and the one place where a result becomes
/// output and an exit code (cluster-contract.md §3, operations.md "Logging"). Every room knows the shell and
/// nothing of this package.
@NullMarked
package org.omnigraph.cli;

import org.jspecify.annotations.NullMarked;

/// The command line: picocli classes that bind arguments and delegate, and the one place where a result becomes
/// output and an exit code (cluster-contract.md §3, operations.md "Logging").
@NullMarked
package org.omnigraph.cli.command;

import org.jspecify.annotations.NullMarked;

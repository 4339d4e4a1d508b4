/// The outside world as values: streams, files, environment, terminal, interruption, stores and engines; and what a
/// command is: it runs on an invocation and hands back a result. Whatever acts for a person gets the world from
/// here, so that tests run whole commands in process.
@NullMarked
package org.omnigraph.cli.shell;

import org.jspecify.annotations.NullMarked;

/// The outside world as values: streams, environment, terminal, interruption, stores and engines. Whatever acts for a
/// person gets it from here, so that tests run whole commands in process.
@NullMarked
package org.omnigraph.cli.shell;

import org.jspecify.annotations.NullMarked;

package org.omnigraph.cli.quickstart;

import java.util.List;
import org.omnigraph.cli.shell.Shell;

/// The whole command line, run in this process.
@FunctionalInterface
public interface Program {
    /// Runs one command line.
    ///
    /// @return the exit code
    int run(Shell shell, List<String> arguments);
}

package org.omnigraph.cli.quickstart;

import java.time.Duration;
import java.util.List;

/// Hears what happens, step by step, while it happens.
interface Narrator {
    /// The run begins.
    void begin(String folder);

    /// A step succeeded.
    ///
    /// @param command what a person would have typed; empty if the step is no command
    /// @param results one or two lines
    void step(int number, int total, String title, String command, List<String> results, Duration took);
}

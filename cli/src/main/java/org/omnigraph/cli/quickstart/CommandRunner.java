package org.omnigraph.cli.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// Runs a command line of this very program and hands back its `--json` document.
@FunctionalInterface
interface CommandRunner {
    /// What a command answered.
    record Answer(int exitCode, JsonNode document) {}

    /// Runs `omnigraph` with these arguments and `--json`.
    Answer run(List<String> arguments);
}

package org.omnigraph.cli.schema;

import org.omnigraph.engine.api.DropMode;
import picocli.CommandLine.Option;

/// `--allow-data-loss`.
final class DropOption {
    @Option(
            names = "--allow-data-loss",
            description = "Drop for good: older commits lose every table that a drop touches, at once.")
    boolean allowDataLoss;

    DropMode mode() {
        return allowDataLoss ? DropMode.HARD : DropMode.SOFT;
    }
}

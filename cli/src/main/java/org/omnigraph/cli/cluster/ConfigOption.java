package org.omnigraph.cli.cluster;

import java.nio.file.Path;
import org.omnigraph.cli.shell.Shell;
import picocli.CommandLine.Option;

/// `--config DIR`, which every cluster command has.
final class ConfigOption {
    @Option(
            names = "--config",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The folder with cluster.yaml (default: the current one).")
    String folder = ".";

    Path path(Shell shell) {
        return shell.asWritten(folder);
    }
}

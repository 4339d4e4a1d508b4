package org.omnigraph.cli.client;

import org.jspecify.annotations.Nullable;
import org.omnigraph.cli.profile.Address;
import org.omnigraph.cli.profile.OperatorSettings;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Shell;
import picocli.CommandLine.Option;

/// Which server a command is about that is about no single graph.
public final class ServerOption {
    @Option(
            names = "--server",
            paramLabel = "NAME|URL",
            description = "The server: a base URL, or a name in the operator's file.")
    @Nullable
    String server;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The server of this profile (default: OMNIGRAPH_PROFILE).")
    @Nullable
    String profile;

    /// The server's name or URL.
    public String resolve(Shell shell) {
        String given = server;
        if (given != null) {
            return given;
        }
        if (OperatorSettings.read(shell).address(profile, shell) instanceof Address.Served(String name, String graph)) {
            return name;
        }
        throw Refusal.usage("no server is named", "Give --server URL, or --profile NAME of one that names a server.");
    }
}

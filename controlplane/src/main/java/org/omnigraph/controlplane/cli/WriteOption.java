package org.omnigraph.controlplane.cli;

import org.omnigraph.controlplane.data.GraphClient;
import org.omnigraph.controlplane.shell.Refusal;
import org.omnigraph.controlplane.shell.Shell;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Who writes, and to which branch.
final class WriteOption {
    @Mixin
    ActorOption actor = new ActorOption();

    @Option(names = "--branch", paramLabel = "NAME", description = "The branch (default: main).")
    String branch = "main";

    String branch() {
        return BranchNames.trimmed(branch);
    }

    /// The actor of a direct write. A server takes it from the bearer token, so naming one there is a mistake.
    String actor(TargetOption target, String address, Shell shell) {
        if (target.isServed(address, shell)) {
            if (actor.isGiven()) {
                throw Refusal.usage(
                        "--as has no effect on a served write: the server takes the actor from the bearer token",
                        "Remove --as, or write directly with --store.");
            }
            return "";
        }
        return actor.resolve(shell);
    }

    /// Says where the write goes.
    void announce(GraphClient graph, String who, Invocation invocation) {
        invocation.note(
                "writing to " + graph.location() + ", branch " + branch() + (who.isEmpty() ? "" : ", as " + who));
    }
}

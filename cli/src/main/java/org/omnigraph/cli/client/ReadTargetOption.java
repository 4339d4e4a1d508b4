package org.omnigraph.cli.client;

import org.jspecify.annotations.Nullable;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.engine.api.ReadTarget;
import picocli.CommandLine.Option;

/// Which version of the graph is read.
public final class ReadTargetOption {
    @Option(names = "--branch", paramLabel = "NAME", description = "The branch (default: main).")
    @Nullable
    String branch;

    @Option(names = "--snapshot", paramLabel = "ID", description = "One commit instead of a branch.")
    @Nullable
    String snapshot;

    public ReadTarget target() {
        String commit = snapshot;
        String name = branch;
        if (commit != null) {
            if (name != null) {
                throw Refusal.usage("--snapshot is exclusive with --branch", "Give one of them.");
            }
            return new ReadTarget.Snapshot(commit);
        }
        return name == null ? ReadTarget.MAIN : new ReadTarget.Branch(BranchNames.trimmed(name));
    }
}

package org.omnigraph.cli.client;

import org.omnigraph.cli.profile.ActorOption;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Shell;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Who writes, and to which branch.
public final class WriteOption {
    @Mixin
    ActorOption actor = new ActorOption();

    @Option(names = "--branch", paramLabel = "NAME", description = "The branch (default: main).")
    String branch = "main";

    public String branch() {
        return BranchNames.trimmed(branch);
    }

    public String actor(TargetOption target, String address, Shell shell) {
        return target.actor(actor, address, shell);
    }

    /// Says where the write goes.
    public void announce(GraphClient graph, String who, Invocation invocation) {
        invocation.noteWrite(graph.location(), branch(), who);
    }
}

package org.omnigraph.cli.command;

import org.omnigraph.cli.data.GraphClient;
import org.omnigraph.cli.shell.Shell;
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

    String actor(TargetOption target, String address, Shell shell) {
        return actor.resolve(target, address, shell);
    }

    /// Says where the write goes.
    void announce(GraphClient graph, String who, Invocation invocation) {
        invocation.noteWrite(graph.location(), branch(), who);
    }
}

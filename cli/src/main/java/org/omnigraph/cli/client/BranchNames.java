package org.omnigraph.cli.client;

import org.omnigraph.cli.shell.Refusal;

/// Branch names as they are typed.
final class BranchNames {
    private BranchNames() {}

    /// The name without space around it, as the server takes it.
    static String trimmed(String name) {
        String trimmed = name.strip();
        if (trimmed.isEmpty()) {
            throw Refusal.usage("--branch needs a name", "Leave it out for main.");
        }
        return trimmed;
    }
}

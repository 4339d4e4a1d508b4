package org.omnigraph.cli.client;

import org.omnigraph.catalog.address.NameRule;
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
        NameRule.fault(trimmed).ifPresent(fault -> {
            throw Refusal.usage("the name of the branch " + fault, "Give another --branch.");
        });
        return trimmed;
    }
}

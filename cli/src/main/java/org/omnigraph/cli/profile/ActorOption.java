package org.omnigraph.cli.profile;

import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.address.NameRule;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Shell;
import picocli.CommandLine.Option;

/// `--as ACTOR`: who acts. Without it the operator's own file is asked, and nothing else of that file is used.
public final class ActorOption {
    @Option(
            names = "--as",
            paramLabel = "ACTOR",
            description = "Who acts (default: `cli.actor` of ./omnigraph.yaml, else `operator.actor` of "
                    + "~/.omnigraph/config.yaml).")
    @Nullable
    String actor;

    /// The actor; empty if none is known.
    public String resolve(Shell shell) {
        String given = actor;
        if (given == null) {
            return OperatorFile.actor(shell);
        }
        if (given.isBlank()) {
            throw Refusal.usage("--as needs a name", "Give --as ACTOR.");
        }
        NameRule.fault(given).ifPresent(fault -> {
            throw Refusal.usage("--as needs a name, and this one " + fault, "Give --as ACTOR.");
        });
        return given.strip();
    }

    /// Refuses an actor for a write through a server, which takes it from the bearer token.
    public void refuseServed() {
        if (actor != null) {
            throw Refusal.usage(
                    "--as has no effect on a served write: the server takes the actor from the bearer token",
                    "Remove --as, or write directly with --store.");
        }
    }
}

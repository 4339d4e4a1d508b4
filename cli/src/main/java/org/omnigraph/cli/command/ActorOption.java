package org.omnigraph.cli.command;

import org.jspecify.annotations.Nullable;
import org.omnigraph.cli.shell.OperatorFile;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Shell;
import picocli.CommandLine.Option;

/// `--as ACTOR`: who acts. Without it the operator's own file is asked, and nothing else of that file is used.
final class ActorOption {
    @Option(
            names = "--as",
            paramLabel = "ACTOR",
            description = "Who acts (default: `cli.actor` of ./omnigraph.yaml, else `operator.actor` of "
                    + "~/.omnigraph/config.yaml).")
    @Nullable
    String actor;

    /// The actor; empty if none is known.
    String resolve(Shell shell) {
        String given = actor;
        if (given == null) {
            return OperatorFile.actor(shell);
        }
        if (given.isBlank() || given.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.usage("--as needs a name", "Give --as ACTOR.");
        }
        return given.strip();
    }

    /// The actor of a write. A server takes it from the bearer token, so naming one there is a mistake.
    String resolve(TargetOption target, String address, Shell shell) {
        if (target.isServed(address, shell)) {
            if (isGiven()) {
                throw Refusal.usage(
                        "--as has no effect on a served write: the server takes the actor from the bearer token",
                        "Remove --as, or write directly with --store.");
            }
            return "";
        }
        return resolve(shell);
    }

    private boolean isGiven() {
        return actor != null;
    }
}

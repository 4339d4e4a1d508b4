package org.omnigraph.engine.api;

import org.omnigraph.catalog.address.NameRule;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// The edge at which names become names: whatever reaches a graph has passed here.
final class CheckedNames {
    private CheckedNames() {}

    /// @param what the word for a person, such as `branch name`
    /// @throws GraphException with [GraphFailure.BadRequest] if it can be no name
    static void check(String what, String name) {
        NameRule.fault(name).ifPresent(fault -> {
            String reason = "the " + what + " " + fault;
            throw new GraphException(DiagnosticCode.INVALID_USAGE, reason, new GraphFailure.BadRequest(reason));
        });
    }
}

package org.omnigraph.server.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.omnigraph.engine.api.ChangeResult;

/// Runs one mutation, ad hoc or stored, under its actor's admission.
final class Mutations {
    private final Admission admission;

    Mutations(Admission admission) {
        this.admission = admission;
    }

    /// Policy has passed.
    ///
    /// @param ifCommit the commit that must be the branch's head, empty for any
    ChangeResult run(Visit visit, String source, String name, ObjectNode params, String branch, String ifCommit) {
        long bytes = (long) source.getBytes(StandardCharsets.UTF_8).length + JsonBytes.of(params).length;
        try (Admission.Permit _ = admission.admit(visit.caller(), bytes)) {
            return visit.graph().mutate(source, name, params, visit.write(branch, ifCommit));
        }
    }
}

package org.omnigraph.server.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.omnigraph.engine.api.ChangeResult;

/// Runs one mutation, ad hoc or stored.
final class Mutations {
    private Mutations() {}

    /// Policy and admission have passed.
    ///
    /// @param permit counts what the mutation holds
    /// @param ifCommit the commit that must be the branch's head, empty for any
    static ChangeResult run(
            Visit visit,
            Admission.Permit permit,
            String source,
            String name,
            ObjectNode params,
            String branch,
            String ifCommit) {
        long bytes = (long) source.getBytes(StandardCharsets.UTF_8).length + JsonBytes.of(params).length;
        permit.hold(bytes);
        return visit.work().write(() -> visit.graph().mutate(source, name, params, visit.write(branch, ifCommit)));
    }
}

package org.omnigraph.server.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.omnigraph.catalog.policy.PolicyAction;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.engine.api.ChangeResult;
import org.omnigraph.engine.api.ReadTarget;

/// Queries and mutations whose source the caller brings.
public final class AdHocQueries {
    private AdHocQueries() {}

    /// What will be read; 400 for a mutation.
    ///
    /// @param name which declaration of the source
    public static PendingRead read(
            Visit visit, String source, Optional<String> name, ObjectNode params, ReadTarget target) {
        visit.require(PolicyAction.READ, ReadTargets.policyBranch(visit.graph(), target));
        QueryDecl query = QueryChoice.of(source, name);
        if (query.isMutation()) {
            throw ApiError.badRequest("`" + query.name().text() + "` is a mutation; send it to POST /mutate")
                    .exception();
        }
        return new PendingRead(visit, source, query.name().text(), params, target);
    }

    /// Changes; 400 for a read.
    ///
    /// @param ifCommit the commit that must be the branch's head, empty for any
    public static ChangeResult change(
            Visit visit,
            Admission.Permit permit,
            String source,
            Optional<String> name,
            ObjectNode params,
            String branch,
            String ifCommit) {
        visit.require(PolicyAction.CHANGE, branch);
        QueryDecl query = QueryChoice.of(source, name);
        if (!query.isMutation()) {
            throw ApiError.badRequest("`" + query.name().text() + "` is a read; send it to POST /query")
                    .exception();
        }
        return Mutations.run(visit, permit, source, query.name().text(), params, branch, ifCommit);
    }
}

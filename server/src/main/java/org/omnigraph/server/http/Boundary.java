package org.omnigraph.server.http;

import org.omnigraph.catalog.policy.PolicyAction;
import org.omnigraph.catalog.policy.PolicyDecision;

/// Asks for the decision of a request and turns a denial into 403.
final class Boundary {
    private Boundary() {}

    /// @param branch empty if the request names none
    static PolicyDecision ask(Call call, PolicyAction action, String branch, String targetBranch) {
        return call.cluster().authorizer().onGraph(call.caller(), call.graph().policy(), action, branch, targetBranch);
    }

    static void require(Call call, PolicyAction action, String branch) {
        require(call, action, branch, "");
    }

    static void require(Call call, PolicyAction action, String branch, String targetBranch) {
        demand(ask(call, action, branch, targetBranch));
    }

    static void requireGraphList(Call call) {
        demand(call.cluster().authorizer().onCluster(call.caller()));
    }

    private static void demand(PolicyDecision decision) {
        if (!decision.allowed()) {
            throw ApiError.forbidden(decision.message()).exception();
        }
    }
}

package org.omnigraph.server.serve;

import org.omnigraph.catalog.policy.PolicyAction;
import org.omnigraph.catalog.policy.PolicyDecision;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.server.auth.Caller;
import org.omnigraph.server.boot.ServedCluster;
import org.omnigraph.server.boot.ServedGraph;

/// One caller at one served graph for the length of one request: where policy is asked.
///
/// @param cluster what is being served, fixed for the whole request
/// @param work where what the caller asks for is done
public record Visit(ServedCluster cluster, ServedGraph served, Caller caller, Work work) {
    public Graph graph() {
        return served.graph();
    }

    /// The decision; logged.
    ///
    /// @param branch empty if the request names none
    /// @param targetBranch empty if there is none
    public PolicyDecision ask(PolicyAction action, String branch, String targetBranch) {
        return cluster.authorizer().onGraph(caller, served.policy(), action, branch, targetBranch);
    }

    /// Lets the caller on, or throws 403.
    ///
    /// @param branch empty if the request names none
    public void require(PolicyAction action, String branch) {
        require(action, branch, "");
    }

    /// Lets the caller on, or throws 403.
    public void require(PolicyAction action, String branch, String targetBranch) {
        demand(ask(action, branch, targetBranch));
    }

    /// Throws 403 if the caller may do this on no branch of the graph; for what is asked before the body, which names
    /// the branch, is read. [#require] still has to be asked.
    public void requireSomewhere(PolicyAction action) {
        cluster.authorizer().refusedEverywhere(caller, served.policy(), action).ifPresent(Visit::demand);
    }

    /// Lets those on who may list the graphs, or throws 403.
    public static void requireGraphList(ServedCluster cluster, Caller caller) {
        demand(cluster.authorizer().onCluster(caller));
    }

    /// What the engine is told of a write of this caller.
    ///
    /// @param ifCommit empty for an unconditional write
    WriteContext write(String branch, String ifCommit) {
        return new WriteContext(
                caller.actor(),
                branch,
                Names.checked("the condition's commit id", ifCommit),
                served.gate(),
                work.requestId());
    }

    private static void demand(PolicyDecision decision) {
        if (!decision.allowed()) {
            throw ApiError.forbidden(decision.message()).exception();
        }
    }
}

package org.omnigraph.server.auth;

import java.util.Optional;
import org.omnigraph.catalog.policy.CompiledPolicy;
import org.omnigraph.catalog.policy.PolicyAction;
import org.omnigraph.catalog.policy.PolicyDecision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The decision at the HTTP boundary: the runtime state, then the bundle of the scope (policy.md §8). Logs every
/// decision.
public final class Authorizer {
    private static final Logger LOG = LoggerFactory.getLogger(Authorizer.class);

    private final RuntimeState state;
    private final Optional<CompiledPolicy> clusterPolicy;

    public Authorizer(RuntimeState state, Optional<CompiledPolicy> clusterPolicy) {
        this.state = state;
        this.clusterPolicy = clusterPolicy;
    }

    public RuntimeState state() {
        return state;
    }

    /// May the caller do this on a graph?
    ///
    /// @param policy the bundle bound to the graph, if there is one
    /// @param branch empty if the request names none
    /// @throws org.omnigraph.catalog.policy.PolicyEvaluationException if no decision could be reached
    public PolicyDecision onGraph(
            Caller caller, Optional<CompiledPolicy> policy, PolicyAction action, String branch, String targetBranch) {
        PolicyDecision decision = switch (state) {
            case OPEN -> new PolicyDecision(true, "", "allowed: the server runs open");
            case DEFAULT_DENY -> defaultDeny(action);
            case POLICY ->
                policy.map(p -> p.decide(caller.actor(), action, branch, targetBranch))
                        .orElseGet(() -> defaultDeny(action));
        };
        log(caller, action, branch, targetBranch, decision);
        return decision;
    }

    /// The denial of whoever may do this on no branch of the graph: for requests whose branch stands in a body that is
    /// not read yet. Nothing if some branch may be allowed, which is then asked by [#onGraph].
    ///
    /// @param policy the bundle bound to the graph, if there is one
    public Optional<PolicyDecision> refusedEverywhere(
            Caller caller, Optional<CompiledPolicy> policy, PolicyAction action) {
        boolean allowedSomewhere = switch (state) {
            case OPEN -> true;
            case DEFAULT_DENY -> defaultDeny(action).allowed();
            case POLICY ->
                policy.map(p -> p.allowsSomewhere(caller.actor(), action))
                        .orElseGet(() -> defaultDeny(action).allowed());
        };
        return allowedSomewhere ? Optional.empty() : Optional.of(onGraph(caller, policy, action, "", ""));
    }

    /// May the caller list the graphs? Only a cluster bundle can allow it, in every state.
    public PolicyDecision onCluster(Caller caller) {
        PolicyDecision decision = clusterPolicy
                .map(p -> p.decide(caller.actor(), PolicyAction.GRAPH_LIST, "", ""))
                .orElseGet(() -> new PolicyDecision(
                        false, "", "denied (default-deny): graph_list needs a policy bundle bound to the cluster"));
        log(caller, PolicyAction.GRAPH_LIST, "", "", decision);
        return decision;
    }

    private static PolicyDecision defaultDeny(PolicyAction action) {
        return action == PolicyAction.READ
                ? new PolicyDecision(true, "", "allowed: any authenticated actor may read")
                : new PolicyDecision(
                        false,
                        "",
                        "denied (default-deny): " + action.wireName() + " needs a policy bundle bound to this graph");
    }

    private static void log(
            Caller caller, PolicyAction action, String branch, String targetBranch, PolicyDecision decision) {
        LOG.atInfo()
                .addKeyValue("actor_id", caller.actor())
                .addKeyValue("action", action.wireName())
                .addKeyValue("branch", branch)
                .addKeyValue("target_branch", targetBranch)
                .addKeyValue("allowed", decision.allowed())
                .addKeyValue("matched_rule_id", decision.matchedRuleId())
                .log("policy decision");
    }
}

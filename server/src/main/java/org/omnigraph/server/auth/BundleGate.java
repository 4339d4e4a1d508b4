package org.omnigraph.server.auth;

import java.util.Optional;
import org.omnigraph.catalog.policy.CompiledPolicy;
import org.omnigraph.catalog.policy.PolicyAction;
import org.omnigraph.catalog.policy.PolicyDecision;
import org.omnigraph.catalog.policy.PolicyEvaluationException;
import org.omnigraph.engine.api.GateRequest;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.PolicyGate;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// The engine gate of a graph that has a bundle: the same compiled object as at the boundary. An unknown actor is
/// denied: a forgotten actor must fail closed.
public final class BundleGate implements PolicyGate {
    private final CompiledPolicy policy;

    private BundleGate(CompiledPolicy policy) {
        this.policy = policy;
    }

    /// The gate of a graph; open if no bundle is bound to it.
    public static PolicyGate of(Optional<CompiledPolicy> policy) {
        return policy.<PolicyGate>map(BundleGate::new).orElse(PolicyGate.OPEN);
    }

    @Override
    public void check(String actor, GateRequest request) {
        if (actor.isBlank()) {
            throw denied("denied: the write names no actor, and this graph has a policy");
        }
        Optional<PolicyAction> action = PolicyAction.ofWireName(request.action());
        if (action.isEmpty()) {
            throw failed("the engine asked for an action that no policy knows: " + request.action());
        }
        PolicyDecision decision;
        try {
            decision = policy.decide(actor, action.get(), request.branch(), request.targetBranch());
        } catch (PolicyEvaluationException e) {
            throw failed("the policy could not be evaluated: " + e.getMessage());
        }
        if (!decision.allowed()) {
            throw denied(decision.message());
        }
    }

    private static GraphException denied(String message) {
        return new GraphException(DiagnosticCode.STORE_PERMISSION_DENIED, message, new GraphFailure.Denied(message));
    }

    private static GraphException failed(String message) {
        return new GraphException(DiagnosticCode.INTERNAL_ERROR, message, new GraphFailure.PolicyFailed(message));
    }
}

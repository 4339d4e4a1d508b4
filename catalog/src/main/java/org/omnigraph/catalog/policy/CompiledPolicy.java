package org.omnigraph.catalog.policy;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;

/// A bundle ready to decide for one graph or for the cluster: immutable, safe for many threads, shared by the HTTP
/// boundary and the engine gate so that they cannot disagree (policy.md §8).
///
/// A decision depends on a branch only through its class, so answers are kept per (actor, action, branch class,
/// target class); actors outside the bundle are denied before the table is touched, so it is finite.
public final class CompiledPolicy {
    private record Question(String actor, PolicyAction action, BranchClass branch, BranchClass target) {}

    private record Answer(boolean allowed, String matchedRuleId) {}

    private final PolicyDocument document;
    private final SortedSet<String> actors;
    private final EntityUID resource;
    private final Schema schema;
    private final PolicySet policies;
    private final Entities entities;
    private final Map<String, String> ruleOfPolicy;
    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();
    private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();

    CompiledPolicy(
            PolicyDocument document,
            EntityUID resource,
            Schema schema,
            PolicySet policies,
            Entities entities,
            Map<String, String> ruleOfPolicy) {
        this.document = document;
        this.actors = document.actors();
        this.resource = resource;
        this.schema = schema;
        this.policies = policies;
        this.entities = entities;
        this.ruleOfPolicy = Map.copyOf(ruleOfPolicy);
    }

    /// The bundle that this was compiled from.
    public PolicyDocument document() {
        return document;
    }

    /// Decides one request. Branch names are empty where the request names none; they are trimmed first.
    ///
    /// @throws PolicyEvaluationException if Cedar could not decide
    public PolicyDecision decide(String actor, PolicyAction action, String branch, String targetBranch) {
        String trimmedBranch = branch.strip();
        String trimmedTarget = targetBranch.strip();
        Answer answer = new Answer(false, "");
        if (actors.contains(actor)) {
            Question question = new Question(actor, action, classOf(trimmedBranch), classOf(trimmedTarget));
            answer = answers.computeIfAbsent(question, q -> ask(q, trimmedBranch, trimmedTarget));
        }
        return new PolicyDecision(
                answer.allowed(), answer.matchedRuleId(), message(answer, actor, action, trimmedBranch, trimmedTarget));
    }

    /// Whether some rule lets the actor do this on some branch: what can be asked while nobody knows which branch is
    /// meant. False means that [#decide] denies whatever the branches; true promises nothing.
    public boolean allowsSomewhere(String actor, PolicyAction action) {
        return document.rules().stream()
                .anyMatch(rule -> rule.actions().contains(action)
                        && document.groups()
                                .getOrDefault(rule.group(), List.of())
                                .contains(actor));
    }

    private BranchClass classOf(String branch) {
        if (branch.isEmpty()) {
            return BranchClass.ABSENT;
        }
        return document.protectedBranches().contains(branch) ? BranchClass.PROTECTED : BranchClass.UNPROTECTED;
    }

    private Answer ask(Question question, String branch, String target) {
        Map<String, Value> context = new HashMap<>();
        context.put("has_branch", new PrimBool(question.branch() != BranchClass.ABSENT));
        context.put("branch", new PrimString(branch));
        context.put("branch_is_protected", new PrimBool(question.branch() == BranchClass.PROTECTED));
        context.put("has_target_branch", new PrimBool(question.target() != BranchClass.ABSENT));
        context.put("target_branch", new PrimString(target));
        context.put("target_branch_is_protected", new PrimBool(question.target() == BranchClass.PROTECTED));
        AuthorizationRequest request = new AuthorizationRequest(
                CedarNames.ACTOR.of(question.actor()),
                CedarNames.ACTION.of(question.action().wireName()),
                resource,
                Optional.of(context),
                Optional.of(schema),
                true);
        AuthorizationSuccessResponse success = success(request);
        String rule = success.getReason().stream()
                .map(policyId -> ruleOfPolicy.getOrDefault(policyId, policyId))
                .min(String::compareTo)
                .orElse("");
        return success.isAllowed() ? new Answer(true, rule) : new Answer(false, "");
    }

    private AuthorizationSuccessResponse success(AuthorizationRequest request) {
        AuthorizationResponse response;
        try {
            response = engine.isAuthorized(request, policies, entities);
        } catch (AuthException e) {
            throw new PolicyEvaluationException("Cedar failed: " + e.getMessage(), e);
        }
        AuthorizationSuccessResponse success = response.success.orElseThrow(
                () -> new PolicyEvaluationException("Cedar gave no decision: " + response));
        if (!success.getErrors().isEmpty()) {
            throw new PolicyEvaluationException("Cedar reported errors: " + success);
        }
        return success;
    }

    private static String message(Answer answer, String actor, PolicyAction action, String branch, String target) {
        StringBuilder text = new StringBuilder();
        text.append(answer.allowed() ? "allowed: " : "denied: ").append(action.wireName());
        if (!branch.isEmpty()) {
            text.append(" on branch '").append(branch).append('\'');
        }
        if (!target.isEmpty()) {
            text.append(" to branch '").append(target).append('\'');
        }
        text.append(" for actor '").append(actor).append('\'');
        if (!answer.allowed()) {
            text.append("; no rule allows it");
        }
        return text.toString();
    }
}

package org.omnigraph.catalog.policy;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.DetailedError;
import com.cedarpolicy.model.ValidationRequest;
import com.cedarpolicy.model.ValidationResponse;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import com.cedarpolicy.value.EntityUID;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.SourcePosition;

/// Compiles a bundle to Cedar (policy.md §5): the fixed schema, one entity set, and one `permit` per rule and action.
/// The first use in a process loads Cedar's native library, so nothing that must start quickly comes here.
public final class PolicyCompiler {
    private PolicyCompiler() {}

    /// Compiles the bundle that is bound to a graph.
    public static PolicyCompilation compileForGraph(PolicyDocument document, String graphId) {
        return compile(document, CedarNames.GRAPH.of(graphId));
    }

    /// Compiles the bundle that is bound to the cluster.
    public static PolicyCompilation compileForCluster(PolicyDocument document) {
        return compile(document, CedarNames.SERVER.of("root"));
    }

    private static PolicyCompilation compile(PolicyDocument document, EntityUID resource) {
        Map<String, String> ruleOfPolicy = new LinkedHashMap<>();
        Set<Policy> policies = new LinkedHashSet<>();
        for (PolicyRule rule : document.rules()) {
            for (PolicyAction action : rule.actions()) {
                String id = rule.id() + ":" + action.wireName();
                ruleOfPolicy.put(id, rule.id());
                policies.add(new Policy(permit(rule, action, resource), id));
            }
        }
        PolicySet policySet = new PolicySet(policies);
        try {
            Schema schema = Schema.parse(Schema.JsonOrCedar.Cedar, CedarNames.SCHEMA);
            List<Diagnostic> refused =
                    refusals(new BasicAuthorizationEngine().validate(new ValidationRequest(schema, policySet)));
            if (!refused.isEmpty()) {
                return new PolicyCompilation.Failed(refused);
            }
            schema.cache();
            policySet.cache();
            Entities entities = new Entities(entities(document, resource));
            return new PolicyCompilation.Compiled(
                    new CompiledPolicy(document, resource, schema, policySet, entities, ruleOfPolicy));
        } catch (AuthException | CacheException e) {
            return new PolicyCompilation.Failed(List.of(problem("Cedar refused the bundle: " + e.getMessage())));
        }
    }

    private static String permit(PolicyRule rule, PolicyAction action, EntityUID resource) {
        return "permit (principal in " + CedarNames.GROUP.of(rule.group()).toCedarExpr()
                + ", action == " + CedarNames.ACTION.of(action.wireName()).toCedarExpr()
                + ", resource == " + resource.toCedarExpr() + ")"
                + condition(rule.branchScope(), "has_branch", "branch_is_protected")
                + condition(rule.targetBranchScope(), "has_target_branch", "target_branch_is_protected")
                + ";";
    }

    private static String condition(BranchScope scope, String present, String isProtected) {
        return switch (scope) {
            case ANY -> "";
            case PROTECTED -> " when { context." + present + " && context." + isProtected + " }";
            case UNPROTECTED -> " when { context." + present + " && !context." + isProtected + " }";
        };
    }

    private static Set<Entity> entities(PolicyDocument document, EntityUID resource) {
        Map<String, Set<EntityUID>> groupsOfActor = new LinkedHashMap<>();
        Set<Entity> entities = new HashSet<>();
        document.groups().forEach((group, actors) -> {
            EntityUID groupUid = CedarNames.GROUP.of(group);
            entities.add(new Entity(groupUid));
            for (String actor : actors) {
                groupsOfActor.computeIfAbsent(actor, a -> new HashSet<>()).add(groupUid);
            }
        });
        groupsOfActor.forEach((actor, groups) -> entities.add(new Entity(CedarNames.ACTOR.of(actor), groups)));
        entities.add(new Entity(resource));
        return entities;
    }

    /// Why Cedar does not take the bundle; empty if it does. An answer that neither passes nor says why is a refusal.
    static List<Diagnostic> refusals(ValidationResponse response) {
        List<Diagnostic> refused = new ArrayList<>();
        response.errors.ifPresent(errors -> {
            for (DetailedError error : errors) {
                refused.add(problem("Cedar refused the bundle: " + error.message));
            }
        });
        response.success.ifPresent(success -> {
            for (ValidationResponse.ValidationError error : success.validationErrors) {
                refused.add(problem("Cedar refused policy `" + error.getPolicyId() + "`: " + error.getError().message));
            }
        });
        if (refused.isEmpty() && !response.validationPassed()) {
            refused.add(problem("Cedar refused the bundle without a reason"));
        }
        return refused;
    }

    private static Diagnostic problem(String message) {
        return YamlSource.problem(SourcePosition.NONE, message);
    }
}

package org.omnigraph.catalog.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Cedar against a model of a few lines.
class PolicyDecisionProperties {
    private static final List<String> ACTORS = List.of("ines", "tomas", "we\"ird\\ \n", "nobody");
    private static final List<String> GROUPS = List.of("a", "b \"quoted\"");
    private static final List<String> BRANCHES = List.of("", "main", "release", "dev", " main ");
    private static final List<PolicyAction> ACTIONS = List.of(PolicyAction.values()).stream()
            .filter(action -> action != PolicyAction.GRAPH_LIST)
            .toList();

    @Property(tries = 60)
    void decide_anyBundle_agreesWithTheModel(@ForAll("bundles") PolicyDocument document) {
        PolicyCompilation compilation = PolicyCompiler.compileForGraph(document, "library");
        assertThat(compilation).isInstanceOf(PolicyCompilation.Compiled.class);
        CompiledPolicy policy = ((PolicyCompilation.Compiled) compilation).policy();
        for (String actor : ACTORS) {
            for (PolicyAction action : ACTIONS) {
                boolean somewhere = policy.allowsSomewhere(actor, action);
                for (String branch : BRANCHES) {
                    for (String target : List.of("", "main", "dev")) {
                        Optional<String> expected = model(document, actor, action, branch.strip(), target);
                        PolicyDecision decision = policy.decide(actor, action, branch, target);
                        assertThat(decision.allowed()).isEqualTo(expected.isPresent());
                        assertThat(somewhere || !decision.allowed()).isTrue();
                        assertThat(decision.matchedRuleId()).isEqualTo(expected.orElse(""));
                        assertThat(decision.message()).contains(action.wireName(), actor);
                    }
                }
            }
        }
    }

    @Example
    void decide_actionOfAnotherKind_isAFailureNotAnAnswer() {
        SortedMap<String, List<String>> groups = new TreeMap<>();
        groups.put("a", List.of("ines"));
        PolicyDocument document = new PolicyDocument(groups, new TreeSet<>(), List.of());
        PolicyCompilation compilation = PolicyCompiler.compileForGraph(document, "library");
        CompiledPolicy policy = ((PolicyCompilation.Compiled) compilation).policy();
        assertThatThrownBy(() -> policy.decide("ines", PolicyAction.GRAPH_LIST, "", ""))
                .isInstanceOf(PolicyEvaluationException.class);
        assertThat(policy.decide("stranger", PolicyAction.GRAPH_LIST, "", "").allowed())
                .isFalse();
    }

    @Example
    void compile_wrongKind_isRefusedByCedarToo() {
        SortedMap<String, List<String>> groups = new TreeMap<>();
        groups.put("a", List.of("ines"));
        PolicyRule rule = new PolicyRule("r", "a", List.of(PolicyAction.GRAPH_LIST), BranchScope.ANY, BranchScope.ANY);
        PolicyDocument document = new PolicyDocument(groups, new TreeSet<>(), List.of(rule));
        assertThat(PolicyCompiler.compileForGraph(document, "g")).isInstanceOf(PolicyCompilation.Failed.class);
        assertThat(PolicyCompiler.compileForCluster(document)).isInstanceOf(PolicyCompilation.Compiled.class);
    }

    /// The first rule, in string order, that allows the request.
    private static Optional<String> model(
            PolicyDocument document, String actor, PolicyAction action, String branch, String target) {
        return document.rules().stream()
                .filter(rule ->
                        document.groups().getOrDefault(rule.group(), List.of()).contains(actor))
                .filter(rule -> rule.actions().contains(action))
                .filter(rule -> holds(document, rule.branchScope(), branch))
                .filter(rule -> holds(document, rule.targetBranchScope(), target))
                .map(PolicyRule::id)
                .min(String::compareTo);
    }

    private static boolean holds(PolicyDocument document, BranchScope scope, String branch) {
        return switch (scope) {
            case ANY -> true;
            case PROTECTED -> document.protectedBranches().contains(branch);
            case UNPROTECTED ->
                !branch.isEmpty() && !document.protectedBranches().contains(branch);
        };
    }

    @Provide
    Arbitrary<PolicyDocument> bundles() {
        Arbitrary<List<String>> members = Arbitraries.of(ACTORS.subList(0, 3))
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(3);
        Arbitrary<List<PolicyRule>> rules = rule().list().ofMaxSize(5);
        Arbitrary<List<String>> branches =
                Arbitraries.of("main", "release").list().uniqueElements().ofMaxSize(2);
        return Combinators.combine(members, members, branches, rules).as((first, second, guarded, list) -> {
            SortedMap<String, List<String>> groups = new TreeMap<>();
            groups.put(GROUPS.getFirst(), first);
            groups.put(GROUPS.getLast(), second);
            List<PolicyRule> named = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                PolicyRule rule = list.get(i);
                named.add(new PolicyRule(
                        "rule \"" + (9 - i),
                        rule.group(),
                        rule.actions(),
                        rule.branchScope(),
                        rule.targetBranchScope()));
            }
            return new PolicyDocument(groups, new TreeSet<>(guarded), named);
        });
    }

    private static Arbitrary<PolicyRule> rule() {
        Arbitrary<List<PolicyAction>> actions =
                Arbitraries.of(ACTIONS).list().uniqueElements().ofMinSize(1).ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.of(GROUPS), actions, Arbitraries.of(BranchScope.class), Arbitraries.of(true, false))
                .as((group, list, scope, onTarget) -> new PolicyRule(
                        "", group, list, onTarget ? BranchScope.ANY : scope, onTarget ? scope : BranchScope.ANY));
    }
}

package org.omnigraph.catalog.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.model.DetailedError;
import com.cedarpolicy.model.ValidationResponse;
import com.cedarpolicy.model.ValidationResponse.SuccessOrFailure;
import com.cedarpolicy.model.ValidationResponse.ValidationError;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// A bundle that Cedar does not take is refused with Cedar's words, whichever way Cedar says so.
class PolicyCompilerTest {

    @Test
    void compile_actionOfTheOtherKind_isRefusedWithThePolicyAndCedarsReason() {
        PolicyCompilation compilation = PolicyCompiler.compileForGraph(document(PolicyAction.GRAPH_LIST), "library");
        assertThat(compilation).isInstanceOfSatisfying(PolicyCompilation.Failed.class, failed -> {
            assertThat(failed.diagnostics()).isNotEmpty().allSatisfy(d -> {
                assertThat(d.code()).isEqualTo(DiagnosticCode.POLICY_INVALID);
                assertThat(d.isError()).isTrue();
                assertThat(d.message()).startsWith("Cedar refused policy `lists:graph_list`: ");
                assertThat(d.message().length()).isGreaterThan("Cedar refused policy `lists:graph_list`: ".length());
            });
        });
        assertThat(PolicyCompiler.compileForCluster(document(PolicyAction.READ)))
                .isInstanceOfSatisfying(
                        PolicyCompilation.Failed.class,
                        failed -> assertThat(failed.diagnostics())
                                .allMatch(d -> d.message().contains("`lists:read`")));
    }

    @Test
    void compile_scopeOnAMisfitAction_isTakenByCedarAndNeverAllows() {
        // The reader refuses it; should it come through, the condition can never hold.
        PolicyRule rule =
                new PolicyRule("r", "a", List.of(PolicyAction.SCHEMA_APPLY), BranchScope.PROTECTED, BranchScope.ANY);
        PolicyDocument document = new PolicyDocument(groups(), new TreeSet<>(List.of("main")), List.of(rule));
        PolicyCompilation compilation = PolicyCompiler.compileForGraph(document, "library");
        CompiledPolicy policy = ((PolicyCompilation.Compiled) compilation).policy();
        assertThat(policy.document()).isEqualTo(document);
        assertThat(policy.decide("ines", PolicyAction.SCHEMA_APPLY, "", "main").allowed())
                .isFalse();
        assertThat(policy.decide("ines", PolicyAction.SCHEMA_APPLY, "main", "main")
                        .allowed())
                .isTrue();
    }

    @Test
    void decide_saysWhoAskedForWhatWhereAndWhy() {
        PolicyCompilation compilation = PolicyCompiler.compileForGraph(document(PolicyAction.READ), "library");
        CompiledPolicy policy = ((PolicyCompilation.Compiled) compilation).policy();
        assertThat(policy.decide("ines", PolicyAction.READ, " dev ", ""))
                .isEqualTo(new PolicyDecision(true, "lists", "allowed: read on branch 'dev' for actor 'ines'"));
        assertThat(policy.decide("ines", PolicyAction.BRANCH_MERGE, "dev", "main"))
                .isEqualTo(new PolicyDecision(
                        false,
                        "",
                        "denied: branch_merge on branch 'dev' to branch 'main' for actor 'ines'; no rule allows it"));
        assertThat(policy.decide("zoe", PolicyAction.READ, "", ""))
                .isEqualTo(new PolicyDecision(false, "", "denied: read for actor 'zoe'; no rule allows it"));
    }

    @Test
    void refusals_cleanAnswer_areNone() {
        assertThat(PolicyCompiler.refusals(answer(SuccessOrFailure.Success, List.of(), List.of())))
                .isEmpty();
    }

    @Test
    void refusals_errorsOfTheWholeBundle_areToldOneByOne() {
        List<Diagnostic> refused = PolicyCompiler.refusals(
                answer(SuccessOrFailure.Failure, List.of(), List.of(error("no parse"), error("no schema"))));
        assertThat(refused)
                .extracting(Diagnostic::message)
                .containsExactly("Cedar refused the bundle: no parse", "Cedar refused the bundle: no schema");
    }

    @Test
    void refusals_errorsOfPolicies_nameThem() {
        List<Diagnostic> refused = PolicyCompiler.refusals(answer(
                SuccessOrFailure.Success, List.of(new ValidationError("r:read", error("no such entity"))), List.of()));
        assertThat(refused)
                .extracting(Diagnostic::message)
                .containsExactly("Cedar refused policy `r:read`: no such entity");
    }

    @Test
    void refusals_failureWithoutAReason_isARefusalAllTheSame() {
        assertThat(PolicyCompiler.refusals(answer(SuccessOrFailure.Failure, List.of(), List.of())))
                .extracting(Diagnostic::message)
                .containsExactly("Cedar refused the bundle without a reason");
    }

    private static ValidationResponse answer(
            SuccessOrFailure type, List<ValidationError> ofPolicies, List<DetailedError> ofBundle) {
        boolean success = type == SuccessOrFailure.Success;
        return new ValidationResponse(
                type,
                success ? Optional.of(ofPolicies) : Optional.empty(),
                success ? Optional.of(List.of()) : Optional.empty(),
                success ? Optional.empty() : Optional.of(ofBundle),
                Optional.of(List.of()));
    }

    private static DetailedError error(String message) {
        return new DetailedError(
                message,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static PolicyDocument document(PolicyAction action) {
        PolicyRule rule = new PolicyRule("lists", "a", List.of(action), BranchScope.ANY, BranchScope.ANY);
        return new PolicyDocument(groups(), new TreeSet<>(), List.of(rule));
    }

    private static SortedMap<String, List<String>> groups() {
        SortedMap<String, List<String>> groups = new TreeMap<>();
        groups.put("a", List.of("ines"));
        return groups;
    }
}

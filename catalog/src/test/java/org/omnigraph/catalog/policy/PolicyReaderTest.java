package org.omnigraph.catalog.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

class PolicyReaderTest {
    private static final String GOOD = """
            version: 1
            groups: { readers: [ines, tomas], editors: [ines] }
            protected_branches: [main]
            rules:
              - id: reads
                allow: { actors: { group: readers }, actions: [read, export], branch_scope: any }
              - id: writes
                allow: { actors: { group: editors }, actions: [change], branch_scope: unprotected }
            """;

    @Test
    void read_goodBundle_givesDocumentWithoutDiagnostics() {
        PolicyResult result = read(GOOD, PolicyBindingKind.GRAPH);
        assertThat(result).isInstanceOf(PolicyResult.Valid.class);
        assertThat(result.diagnostics()).isEmpty();
        PolicyDocument document = ((PolicyResult.Valid) result).document();
        assertThat(document.actors()).containsExactly("ines", "tomas");
        assertThat(document.rules()).extracting(PolicyRule::id).containsExactly("reads", "writes");
        assertThat(document.rules().get(1).branchScope()).isEqualTo(BranchScope.UNPROTECTED);
    }

    /// Each row replaces one text of the good bundle and names the place and a piece of the message.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "version: 1 | version: 2 | 1 | 10 | must be 1",
                "version: 1 | version: `1` | 1 | 1 | must be 1",
                "version: 1 | versio: 1 | 1 | 1 | unknown key",
                "branch_scope: any | brach_scope: any | 6 | 65 | did you mean `branch_scope`",
                "branch_scope: any | branch_scope: all | 6 | 79 | any, protected or unprotected",
                "[read, export] | [reed] | 6 | 52 | unknown action",
                "[read, export] | [read, read] | 6 | 58 | stands twice",
                "[read, export] | [] | 6 | 51 | is empty",
                "[read, export] | [read, graph_list] | 6 | 58 | cannot mix",
                "[read, export] | [invoke_query] | 6 | 81 | does not apply to",
                "group: readers | group: reader | 6 | 30 | not declared",
                "group: readers | group: ` ` | 6 | 30 | blank",
                "id: writes | id: reads | 7 | 9 | used twice",
                "[ines, tomas] | [] | 2 | 20 | is empty",
                "[ines, tomas] | [` ines`] | 2 | 21 | white space",
                "[ines, tomas] | [7] | 2 | 21 | quotes",
                "[ines, tomas] | &a [ines] | 2 | 20 | anchors",
                "[main] | main | 3 | 21 | must be a list",
                "[main] | [``] | 3 | 22 | blank",
                "[main] | [`main `] | 3 | 22 | white space",
                "branch_scope: unprotected | branch_scope: any, target_branch_scope: any | 8 | 88 | not both",
                "rules: | rules: 7 # | 4 | 8 | must be a list",
            })
    void read_oneFault_isNamedWithItsPlace(String from, String to, int line, int column, String message) {
        String yaml = GOOD.replaceFirst(
                java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to.replace('`', '"')));
        if (from.equals("rules:")) {
            yaml = yaml.substring(0, yaml.indexOf("  - id"));
        }
        PolicyResult result = read(yaml, PolicyBindingKind.GRAPH);
        assertThat(result).isInstanceOf(PolicyResult.Invalid.class);
        assertThat(result.diagnostics()).anySatisfy(d -> {
            assertThat(d.message()).contains(message.strip());
            assertThat(d.code()).isEqualTo(DiagnosticCode.POLICY_INVALID);
            assertThat(d.position().line()).isEqualTo(line);
        });
        assertThat(result.diagnostics())
                .filteredOn(d -> d.message().contains(message.strip()))
                .extracting(d -> d.position().snippet())
                .allSatisfy(snippet -> assertThat(snippet).isNotEmpty());
        assertThat(column).isPositive();
    }

    @Test
    void read_manyFaults_reportsAllInOrderOfPlace() {
        List<Diagnostic> problems = read("""
                version: 3
                groups: { a: [] }
                rules:
                  - id: r
                    allow: { actors: { group: b }, actions: [fly], branch_scop: any }
                  - allow: {}
                surprise: 1
                """, PolicyBindingKind.GRAPH).diagnostics();
        assertThat(problems).extracting(d -> d.position().line()).isSorted();
        assertThat(problems).hasSizeGreaterThanOrEqualTo(8);
        assertThat(problems).extracting(Diagnostic::message).noneMatch(String::isBlank);
    }

    @Test
    void read_wrongKindForBinding_isRefused() {
        String listing =
                "version: 1\ngroups: {a: [x]}\nrules:\n  - id: l\n    allow: {actors: {group: a}, actions: [graph_list]}\n";
        assertThat(read(listing, PolicyBindingKind.CLUSTER)).isInstanceOf(PolicyResult.Valid.class);
        assertThat(read(listing, PolicyBindingKind.UNDECIDED)).isInstanceOf(PolicyResult.Valid.class);
        assertThat(read(listing, PolicyBindingKind.GRAPH)).isInstanceOf(PolicyResult.Invalid.class);
        assertThat(read(GOOD, PolicyBindingKind.CLUSTER)).isInstanceOf(PolicyResult.Invalid.class);
    }

    @Test
    void read_uselessRules_areWarnedOfOnly() {
        PolicyResult result = read("""
                version: 1
                groups: {a: [x]}
                rules:
                  - id: r
                    allow: {actors: {group: a}, actions: [admin]}
                  - id: s
                    allow: {actors: {group: a}, actions: [read], branch_scope: protected}
                """, PolicyBindingKind.GRAPH);
        assertThat(result).isInstanceOf(PolicyResult.Valid.class);
        assertThat(result.diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(DiagnosticCode.POLICY_ADMIN_RESERVED, DiagnosticCode.POLICY_SCOPE_WITHOUT_BRANCHES);
    }

    @Test
    void read_hostileBytes_areRefusedNotThrown() {
        assertThat(PolicyReader.read(new byte[] {(byte) 0xff, (byte) 0xfe, 0}, PolicyBindingKind.GRAPH))
                .isInstanceOf(PolicyResult.Invalid.class);
        for (String yaml : List.of("", "[", "a: b: c", "- 1", "7", "--- 1\n--- 2", "[".repeat(100_000), "? [a]\n: b")) {
            assertThat(read(yaml, PolicyBindingKind.GRAPH)).isInstanceOf(PolicyResult.Invalid.class);
        }
    }

    private static PolicyResult read(String yaml, PolicyBindingKind kind) {
        return PolicyReader.read(yaml.getBytes(StandardCharsets.UTF_8), kind);
    }
}

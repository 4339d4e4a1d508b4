package org.omnigraph.catalog.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.SourcePosition;

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
                "version: 1 | version: `1` | 1 | 10 | must be 1",
                "version: 1 | versio: 1 | 1 | 1 | unknown key",
                "version: 1 | # | 2 | 1 | `version` is missing",
                "version: 1 | version: [1] | 1 | 10 | must be 1",
                "version: 1 | version: 1.0 | 1 | 10 | must be 1",
                "branch_scope: any | target_branch_scope: any | 6 | 88 | `target_branch_scope` does not apply to `read`, `export`",
                "[read, export] | [branch_create, read] | 6 | 88 | `branch_scope` does not apply to `branch_create`",
                "branch_scope: any | branch_scope: [any] | 6 | 81 | must be text",
                "branch_scope: any | branch_scope: | 6 | 80 | here is nothing",
                "actors: { group: readers } | actors: readers | 6 | 22 | `actors` must be a mapping with `group`",
                "actors: { group: readers } | actors: {} | 6 | 22 | `group` is missing in `actors`",
                "actors: { group: readers }, | `` | 6 | 12 | `actors` is missing in `allow`",
                "id: reads | idd: reads | 5 | 5 | `id` is missing in a rule",
                "[read, export] | read | 6 | 51 | `actions` must be a list",
                "[ines, tomas] | ines | 2 | 20 | group `readers` must be a list",
                "[ines, tomas] | [[ines]] | 2 | 21 | must be text",
                "editors: [ines] | readers: [ines] | 2 | 35 | stands twice",
                "editors: [ines] | 5: [ines] | 2 | 35 | quotes",
                "{ readers: [ines, tomas], editors: [ines] } | [] | 2 | 9 | `groups` must be a mapping",
                "id: writes | id: | 7 | 8 | here is nothing",
                "branch_scope: any | brach_scope: any | 6 | 67 | did you mean `branch_scope`",
                "branch_scope: any | branch_scope: all | 6 | 81 | any, protected or unprotected",
                "[read, export] | [reed] | 6 | 52 | unknown action",
                "[read, export] | [read, read] | 6 | 58 | stands twice",
                "[read, export] | [] | 6 | 51 | is empty",
                "[read, export] | [read, graph_list] | 6 | 58 | cannot mix",
                "[read, export] | [invoke_query] | 6 | 81 | does not apply to",
                "group: readers | group: reader | 6 | 31 | not declared",
                "group: readers | group: ` ` | 6 | 31 | blank",
                "id: writes | id: reads | 7 | 9 | used twice",
                "[ines, tomas] | [] | 2 | 20 | is empty",
                "[ines, tomas] | [` ines`] | 2 | 21 | white space",
                "[ines, tomas] | [7] | 2 | 21 | quotes",
                "[ines, tomas] | &a [ines] | 2 | 20 | anchors",
                "[main] | main | 3 | 21 | must be a list",
                "[main] | [``] | 3 | 22 | blank",
                "[main] | [`main `] | 3 | 22 | white space",
                "branch_scope: unprotected | branch_scope: any, target_branch_scope: any | 8 | 101 | not both",
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
            assertThat(d.position().column()).isEqualTo(column);
        });
        assertThat(result.diagnostics())
                .filteredOn(d -> d.message().contains(message.strip()))
                .extracting(d -> d.position().snippet())
                .allSatisfy(snippet -> assertThat(snippet).isNotEmpty());
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
    void read_faultyText_isMarkedFromItsFirstToBehindItsLastCharacter() {
        Diagnostic found = read(GOOD.replace("group: readers", "group: reader"), PolicyBindingKind.GRAPH)
                .diagnostics()
                .getFirst();
        SourcePosition position = found.position();
        assertThat(position.line()).isEqualTo(6);
        assertThat(position.column()).isEqualTo(31);
        assertThat(position.endLine()).isEqualTo(6);
        assertThat(position.endColumn()).isEqualTo(37);
        assertThat(position.snippet())
                .isEqualTo("    allow: { actors: { group: reader }, actions: [read, export], branch_scope: any }");
        assertThat(found.message()).contains("did you mean `readers`");
    }

    @Test
    void read_longLine_isShownToItsTwoHundredthCharacter() {
        String emoji = "\uD83D\uDE00";
        String yaml = "version: 2 #" + emoji.repeat(300) + "\n";
        assertThat(read(yaml, PolicyBindingKind.GRAPH)
                        .diagnostics()
                        .getFirst()
                        .position()
                        .snippet())
                .startsWith("version: 2 #" + emoji)
                .satisfies(snippet -> assertThat(snippet.length()).isBetween(200, 400))
                .satisfies(snippet ->
                        assertThat(snippet.codePointCount(0, snippet.length())).isLessThanOrEqualTo(200));
        String exact = "version: 2 #" + "x".repeat(188);
        assertThat(read(exact + "\n", PolicyBindingKind.GRAPH)
                        .diagnostics()
                        .getFirst()
                        .position()
                        .snippet())
                .isEqualTo(exact);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "YAML aliases are not allowed | version: 1\\ngroups: {a: [x]}\\nprotected_branches: *b | 3 | 21",
                "YAML anchors are not allowed | version: 1\\ngroups: &g {a: [x]} | 2 | 9",
                "YAML anchors are not allowed | version: &v 1 | 1 | 10",
                "YAML tags are not allowed | version: !!int 1 | 1 | 10",
                "YAML tags are not allowed | version: 1\\ngroups: !g {a: [x]} | 2 | 9",
                "YAML tags are not allowed | version: 1\\nrules: !r [] | 2 | 8",
                "not valid YAML: | version: 1\\ngroups: {a: [x | 2 | 15",
            })
    void read_yamlThatNoBundleNeeds_isRefusedAtItsPlace(String message, String yaml, int line, int column) {
        List<Diagnostic> found =
                read(yaml.replace("\\n", "\n"), PolicyBindingKind.GRAPH).diagnostics();
        assertThat(found).anySatisfy(d -> {
            assertThat(d.message()).startsWith(message);
            assertThat(d.position().line()).isEqualTo(line);
            assertThat(d.position().column()).isEqualTo(column);
        });
    }

    @Test
    void read_nesting_isTakenToThirtyTwoLevels() {
        String within = "version: 1\nrules: " + "[".repeat(31) + "]".repeat(31) + "\n";
        String beyond = "version: 1\nrules: " + "[".repeat(32) + "]".repeat(32) + "\n";
        assertThat(read(within, PolicyBindingKind.GRAPH).diagnostics())
                .isNotEmpty()
                .noneMatch(d -> d.message().contains("nested too deeply"));
        assertThat(read(beyond, PolicyBindingKind.GRAPH).diagnostics())
                .singleElement()
                .satisfies(d -> {
                    assertThat(d.message()).contains("nested too deeply");
                    assertThat(d.position().line()).isEqualTo(2);
                });
    }

    @Test
    void read_siblings_areNotCountedAsNesting() {
        StringBuilder yaml = new StringBuilder("version: 1\ngroups:\n");
        for (int i = 0; i < 50; i++) {
            yaml.append("  g").append(i).append(": [x]\n");
        }
        assertThat(read(yaml.toString(), PolicyBindingKind.GRAPH)).isInstanceOf(PolicyResult.Valid.class);
    }

    @Test
    void read_mixOfKinds_saysHowToSplit() {
        String mixed = """
                version: 1
                groups: {a: [x]}
                rules:
                  - id: l
                    allow: {actors: {group: a}, actions: [graph_list]}
                  - id: r
                    allow: {actors: {group: a}, actions: [read]}
                """;
        assertThat(read(mixed, PolicyBindingKind.UNDECIDED).diagnostics())
                .singleElement()
                .satisfies(d -> {
                    assertThat(d.message()).contains("split it into two files");
                    assertThat(d.position().line()).isEqualTo(7);
                });
        assertThat(read(mixed, PolicyBindingKind.GRAPH).diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.message()).contains("`graph_list` belongs into a bundle"));
        assertThat(read(mixed, PolicyBindingKind.CLUSTER).diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.message()).contains("`read` belongs into a bundle"));
    }

    @Test
    void read_groupsOfAnyName_keepTheirActorsInOrder() {
        PolicyResult result = read("""
                version: 1
                groups: {"b c": [zoe, ann], a: [ann]}
                protected_branches: [release, main]
                """, PolicyBindingKind.GRAPH);
        PolicyDocument document = ((PolicyResult.Valid) result).document();
        assertThat(document.groups()).containsOnlyKeys("a", "b c");
        assertThat(document.groups().get("b c")).containsExactly("zoe", "ann");
        assertThat(document.protectedBranches()).containsExactly("main", "release");
    }

    @Test
    void hint_wordsThatAreNear_namesTheNearest() {
        List<String> known = List.of("read", "export", "change");
        assertThat(NearestWord.hint("raed", known)).isEqualTo(" (did you mean `read`?)");
        assertThat(NearestWord.hint("rd", known)).isEqualTo(" (did you mean `read`?)");
        assertThat(NearestWord.hint("r", known)).isEmpty();
        assertThat(NearestWord.hint("exports", known)).isEqualTo(" (did you mean `export`?)");
        assertThat(NearestWord.hint("xyz", known)).isEmpty();
        assertThat(NearestWord.hint("read", List.of())).isEmpty();
        String longest = "a".repeat(64);
        assertThat(NearestWord.hint(longest, List.of(longest + "b"))).contains(longest + "b");
        assertThat(NearestWord.hint(longest + "a", List.of(longest))).isEmpty();
        assertThat(NearestWord.hint("abcdefghi", List.of("abcdef"))).contains("abcdef");
        assertThat(NearestWord.hint("abcdefgh", List.of("abcde"))).isEmpty();
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

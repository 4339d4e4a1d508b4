package org.omnigraph.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.SourcePosition;

final class DiagnosticViewTest {
    private static final Style PLAIN = Style.PLAIN;

    @Test
    void human_withPosition_underlinesTheSpan() {
        Diagnostic diagnostic = Diagnostic.at(
                        DiagnosticCode.QUERY_TYPECHECK_ERROR,
                        "queries/people.gq",
                        new SourcePosition(12, 14, 12, 17, "\t$p: Person { nam: \"x\" }"),
                        "`Person` has no property `nam`")
                .withHelp("Did you mean `name`?");
        assertThat(DiagnosticView.human(List.of(diagnostic), PLAIN)).isEqualTo("""
                        error[query_typecheck_error]: `Person` has no property `nam`
                          --> queries/people.gq:12:14
                           |
                        12 |     $p: Person { nam: "x" }
                           |                 ^^^
                           = help: Did you mean `name`?

                        """);
    }

    @Test
    void human_withoutPosition_showsPathAndTheCodesOwnRemedy() {
        Diagnostic diagnostic =
                Diagnostic.of(DiagnosticCode.STATE_MISSING, "__cluster/state.json", "there is no ledger");
        assertThat(DiagnosticView.human(List.of(diagnostic), PLAIN))
                .startsWith("error[state_missing]: there is no ledger\n --> __cluster/state.json\n")
                .contains("= help: " + DiagnosticCode.STATE_MISSING.remedy().substring(0, 20));
    }

    @Test
    void human_neverPrintsControlCharactersOfData() {
        Diagnostic diagnostic = Diagnostic.at(
                DiagnosticCode.INVALID_CLUSTER_YAML,
                "a\u001b[31mb",
                new SourcePosition(1, 1, 1, 2, "x\u0007y"),
                "bad \u001b]0;title\u0007 text");
        String text = DiagnosticView.human(List.of(diagnostic), PLAIN);
        assertThat(text.chars().filter(c -> c != '\n').anyMatch(Character::isISOControl))
                .isFalse();
    }

    @Test
    void human_longSourceLine_isShownAroundTheSpan() {
        String source = "a".repeat(300) + "BAD" + "b".repeat(300);
        Diagnostic diagnostic = Diagnostic.at(
                DiagnosticCode.QUERY_PARSE_ERROR, "q.gq", new SourcePosition(1, 301, 1, 304, source), "not this");
        List<String> lines =
                DiagnosticView.human(List.of(diagnostic), PLAIN).lines().toList();
        assertThat(lines).allMatch(line -> line.codePointCount(0, line.length()) <= 80);
        String shown = lines.get(3);
        String marks = lines.get(4);
        assertThat(shown.substring(marks.indexOf('^'), marks.lastIndexOf('^') + 1))
                .isEqualTo("BAD");
    }

    @Test
    void human_spanOverSeveralLinesOrPastTheEnd_staysInside() {
        Diagnostic several =
                Diagnostic.at(DiagnosticCode.QUERY_PARSE_ERROR, "q.gq", new SourcePosition(3, 2, 5, 1, "abc"), "open");
        assertThat(DiagnosticView.human(List.of(several), PLAIN)).contains("3 | abc\n  |  ^^\n");
        Diagnostic end = Diagnostic.at(
                DiagnosticCode.QUERY_PARSE_ERROR, "q.gq", new SourcePosition(3, 4, 3, 4, "abc"), "ends here");
        assertThat(DiagnosticView.human(List.of(end), PLAIN)).contains("3 | abc\n  |    ^\n");
    }

    @Test
    void human_inColour_paintsOnlyWhenAsked() {
        Diagnostic diagnostic = Diagnostic.of(DiagnosticCode.STATE_MISSING, "x", "y");
        assertThat(DiagnosticView.human(List.of(diagnostic), new Style(true, 80)))
                .contains("\u001b[31m");
        assertThat(DiagnosticView.human(List.of(diagnostic), PLAIN)).doesNotContain("\u001b");
    }

    @Test
    void human_longMessages_wrapAtTheWidth() {
        Diagnostic diagnostic = Diagnostic.of(
                DiagnosticCode.STATE_MISSING, "", "word ".repeat(60).strip());
        assertThat(DiagnosticView.human(List.of(diagnostic), PLAIN).lines()).allMatch(line -> line.length() <= 80);
    }
}

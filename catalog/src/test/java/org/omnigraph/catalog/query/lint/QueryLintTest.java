package org.omnigraph.catalog.query.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.catalog.schema.SchemaModel;

class QueryLintTest {
    private static final SchemaModel SCHEMA =
            SchemaCompiler.compile("""
                    node Film { imdb: String @key  year: I32?  plot: String?  vec: Vector(2)? @embed("plot")  tags: [String]? }
                    node Studio { name: String @key }
                    edge MadeBy: Film -> Studio
                    """.getBytes(StandardCharsets.UTF_8)).model().orElseThrow();

    @Test
    void lint_validRead_describesTheOperation() {
        LintReport report =
                lint("query q() { match { $f madeBy $s } return { $f.imdb, $f.tags as t, $f.vec, count($s) as n } }");
        assertThat(report.isOk()).isTrue();
        assertThat(report.toJson()).hasToString("""
                        {"status":"ok","schema_source":{"kind":"file","path":"film.pg"},"query_path":"film.gq","queries_processed":1,\
                        "errors":0,"warnings":0,"infos":0,"results":[{"name":"q","kind":"read","status":"ok","operation":{"result":[\
                        {"name":"f.imdb","kind":"string","nullable":false},\
                        {"name":"t","kind":"list","item_kind":"string","nullable":true},\
                        {"name":"f.vec","kind":"vector","vector_dim":2,"nullable":true},\
                        {"name":"n","kind":"bigint","nullable":true}],\
                        "reads":[{"kind":"node","type_name":"Film"},{"kind":"node","type_name":"Studio"},\
                        {"kind":"edge","type_name":"MadeBy"}],"writes":[]}}],"findings":[]}\
                        """);
    }

    @Test
    void lint_typeErrors_standInTheQuerysError() {
        LintReport report = lint("query q() { match { $f: Flm $f madeby $s } return { $s.nam } }");
        assertThat(report.isOk()).isFalse();
        assertThat(report.errors()).isEqualTo(1);
        assertThat(report.toJson().at("/results/0/error").textValue())
                .startsWith("type error: T1: ")
                .contains("\ntype error: T6: ");
        assertThat(report.toJson().at("/results/0/operation").isMissingNode()).isTrue();
        assertThat(report.diagnostics()).hasSize(2).allMatch(d -> d.path().equals("film.gq"));
    }

    @Test
    void lint_syntaxErrors_areQ000WithoutResults() {
        LintReport report = lint("query q() { match { $f: film } return { $f.imdb } }\nquery r() { }");
        assertThat(report.toJson().at("/queries_processed").intValue()).isZero();
        assertThat(report.errors()).isEqualTo(2);
        assertThat(report.results()).isEmpty();
        assertThat(report.findings()).extracting(LintFinding::code).containsOnly("Q000");
        assertThat(report.findings().getFirst().message()).startsWith("line 1, column 25: ");
    }

    @Test
    void lint_updatesThatNeverSetAProperty_warnOncePerProperty() {
        LintReport report = lint("""
                query b($k: String) { update Film set { year: 1 } where imdb = $k }
                query a($k: String, $t: [String]) { update Film set { tags: $t } where imdb = $k }
                query broken($k: String) { update Film set { plott: "x" } where imdb = $k }
                query touches($k: String) { insert Studio { name: $k } }
                """);
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("L201");
            assertThat(finding.typeName() + "." + finding.property()).isEqualTo("Film.plot");
            assertThat(finding.queryNames()).containsExactly("a", "b");
        });
        assertThat(report.warnings()).isEqualTo(1);
        assertThat(report.toJson().at("/findings/0/query_names")).hasToString("[\"a\",\"b\"]");
    }

    @Test
    void lint_mutationWithoutParameters_warns() {
        LintReport report = lint("query q() { insert Studio { name: \"x\" } }");
        assertThat(report.isOk()).isTrue();
        assertThat(report.warnings()).isEqualTo(1);
        assertThat(report.toJson().at("/results/0/warnings")).hasSize(1);
    }

    @Test
    void findings_sortBySeverityTypePropertyMessage() {
        LintFinding error = new LintFinding(LintFinding.Level.ERROR, "Q000", "z", "", "", java.util.List.of());
        LintFinding first = new LintFinding(LintFinding.Level.WARNING, "L201", "z", "A", "b", java.util.List.of());
        LintFinding second = new LintFinding(LintFinding.Level.WARNING, "L201", "a", "B", "a", java.util.List.of());
        LintReport report = new LintReport(
                new SchemaOrigin.OfGraph("file:///g"),
                "q.gq",
                java.util.List.of(),
                java.util.List.of(second, first, error),
                java.util.List.of());
        assertThat(report.findings()).containsExactly(error, first, second);
        assertThat(report.toJson().at("/schema_source")).hasToString("{\"kind\":\"graph\",\"uri\":\"file:///g\"}");
    }

    private static LintReport lint(String source) {
        return QueryLint.lint(source, "film.gq", SCHEMA, new SchemaOrigin.OfFile("film.pg"));
    }
}

package org.omnigraph.authoring.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextEdit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A real client at the other end of the server.
final class LanguageServiceTest {
    private static final String SCHEMA = """
            interface Named { title: String @index }
            node Film @description("A feature film") implements Named {
                imdb: String @key
                year: I32? @description("Of the first showing")
                @range(year, 1888..)
            }
            node Person { name: String @key }
            edge SequelOf: Film -> Film
            edge Directed: Person -> Film { since: Date? }
            """;

    private static final String QUERIES = """
            query sequels($imdb: String, $after: I32?) {
                match {
                    $f: Film { imdb: $imdb }
                    $s sequelOf $f
                    $p directed $s
                }
                return { $s.title, $p.name }
            }
            """;

    @TempDir
    Path temp;

    Path folder;
    Path schema;
    Path queries;

    @BeforeEach
    void cluster() throws Exception {
        folder = Files.createDirectories(temp.toRealPath().resolve("brain"));
        schema = folder.resolve("films.pg");
        queries = Files.createDirectories(folder.resolve("q")).resolve("films.gq");
        Files.writeString(folder.resolve("cluster.yaml"), """
                version: 1
                metadata: { name: brain }
                graphs:
                  films:
                    schema: films.pg
                    queries: q/
                """);
        Files.writeString(schema, SCHEMA);
        Files.writeString(queries, QUERIES);
    }

    private static List<String> labels(List<CompletionItem> items) {
        return items.stream().map(CompletionItem::getLabel).toList();
    }

    @Test
    void open_brokenQuery_isReportedWithCodeRangeHelpAndPage() throws Exception {
        try (Editor editor = new Editor(folder)) {
            String broken = QUERIES.replace("$p.name", "$p.nam");
            editor.open(queries, broken);
            List<Diagnostic> problems = editor.problems(queries, 1);
            assertThat(problems).hasSize(1);
            Diagnostic problem = problems.getFirst();
            assertThat(problem.getCode().getLeft()).isEqualTo("query_typecheck_error");
            assertThat(problem.getSeverity()).isEqualTo(DiagnosticSeverity.Error);
            assertThat(problem.getMessage()).contains("Did you mean `name`?");
            assertThat(problem.getCodeDescription().getHref()).matches("file:///home/docs/runbooks/[a-z-]+\\.md");
            assertThat(Editor.covered(broken, problem.getRange())).isEqualTo("nam");
        }
    }

    @Test
    void change_incremental_isAppliedInUtf16Units() throws Exception {
        try (Editor editor = new Editor(folder)) {
            String text = QUERIES.replace("$f: Film {", "/* \uD83C\uDFAC\uD83C\uDFAC */ $f: Filn {");
            editor.open(queries, text);
            Diagnostic problem = editor.problems(queries, 1).getFirst();
            assertThat(Editor.covered(text, problem.getRange())).isEqualTo("Filn");
            Range wrong = problem.getRange();
            editor.change(queries, 2, new TextDocumentContentChangeEvent(wrong, "Film"));
            assertThat(editor.problems(queries, 2)).isEmpty();
            editor.change(
                    queries,
                    3,
                    new TextDocumentContentChangeEvent(
                            new Range(new Position(0, 0), new Position(0, 0)), "// \uD83C\uDFAC\n"),
                    new TextDocumentContentChangeEvent(new Range(new Position(1, 0), new Position(1, 5)), "qery"));
            assertThat(editor.problems(queries, 3))
                    .isNotEmpty()
                    .allSatisfy(found -> assertThat(found.getCode().getLeft()).isEqualTo("query_parse_error"));
        }
    }

    @Test
    void change_ofSchemaBuffer_checksOpenAndClosedQueriesAgain() throws Exception {
        Path other = folder.resolve("q/other.gq");
        Files.writeString(other, "query all() { match { $f: Film } return { $f.year } }\n");
        try (Editor editor = new Editor(folder)) {
            editor.open(queries, QUERIES);
            editor.open(schema, SCHEMA);
            assertThat(editor.problems(queries, 1)).isEmpty();
            assertThat(editor.problems(schema, 1)).isEmpty();
            editor.replace(schema, 2, SCHEMA.replace("year", "released").replace("name: String", "nick: String"));
            while (editor.latest(queries).isEmpty() || editor.latest(other).isEmpty()) {
                editor.next();
            }
            assertThat(editor.latest(queries))
                    .extracting(Diagnostic::getMessage)
                    .anyMatch(m -> m.contains("`name`"));
            assertThat(editor.latest(other)).extracting(Diagnostic::getMessage).anyMatch(m -> m.contains("`year`"));
            editor.close(schema);
            while (!editor.latest(queries).isEmpty() || !editor.latest(other).isEmpty()) {
                editor.next();
            }
        }
    }

    @Test
    void advice_standsAtItsQuery() throws Exception {
        try (Editor editor = new Editor(folder)) {
            String text = QUERIES + "query move() { update Film set { title: \"x\" } where imdb = \"y\" }\n";
            editor.open(queries, text);
            List<Diagnostic> problems = editor.problems(queries, 1);
            assertThat(problems).hasSize(2).allSatisfy(problem -> {
                assertThat(problem.getSeverity()).isEqualTo(DiagnosticSeverity.Warning);
                assertThat(Editor.covered(text, problem.getRange())).isEqualTo("move");
            });
            assertThat(problems.get(1).getCode().getLeft()).isEqualTo("L201");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$s.title    | 4 | title: String @index, from interface `Named`",
                "$p.name     | 4 | name: String @key, node `Person`",
                "Film {      | 1 | A feature film, year: I32?, @range(year",
                "sequelOf    | 2 | edge SequelOf: Film -> Film",
                "imdb: $imdb | 1 | imdb: String @key",
                ": $imdb }   | 4 | $imdb: String, query `sequels`",
                "$p directed | 1 | $p: Person, node Person",
            })
    void hover_inQueries_tellsTypeConstraintsAndDescription(String marker, int plus, String expected) throws Exception {
        try (Editor editor = new Editor(folder)) {
            editor.open(queries, QUERIES);
            Hover hover = editor.hover(Editor.uri(queries), Editor.at(QUERIES, marker, plus));
            assertThat(hover.getContents().getRight().getValue()).contains(expected.split(", ", -1));
        }
    }

    @Test
    void hover_inSchema_andWhereNothingStands() throws Exception {
        try (Editor editor = new Editor(folder)) {
            editor.open(schema, SCHEMA);
            Hover property = editor.hover(Editor.uri(schema), Editor.at(SCHEMA, "range(year", 7));
            assertThat(property.getContents().getRight().getValue())
                    .contains("year: I32?", "Of the first showing", "@range(year, 1888..)");
            assertThat(editor.hover(Editor.uri(schema), Editor.at(SCHEMA, "-> Film", 0)))
                    .isNull();
            assertThat(editor.hover("file:///nowhere/x.gq", new Position(0, 0))).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$s.title    | 5 | films.pg | title",
                "Film {      | 1 | films.pg | Film",
                "sequelOf    | 2 | films.pg | SequelOf",
                "imdb: $imdb | 1 | films.pg | imdb",
                ": $imdb }   | 4 | films.gq | $imdb",
                "$p.name     | 1 | films.gq | $p",
            })
    void definition_inQueries_leadsToTheDeclaration(String marker, int plus, String file, String declared)
            throws Exception {
        try (Editor editor = new Editor(folder)) {
            editor.open(queries, QUERIES);
            List<? extends Location> found = editor.definition(queries, Editor.at(QUERIES, marker, plus));
            assertThat(found).hasSize(1);
            assertThat(found.getFirst().getUri()).endsWith(file);
            String text = file.endsWith(".pg") ? SCHEMA : QUERIES;
            assertThat(Editor.covered(text, found.getFirst().getRange())).isEqualTo(declared);
        }
    }

    @Test
    void definition_inSchema_findsInterfaceAndProperty() throws Exception {
        try (Editor editor = new Editor(folder)) {
            editor.open(schema, SCHEMA);
            assertThat(editor.definition(schema, Editor.at(SCHEMA, "Named {\n    imdb", 2)))
                    .singleElement()
                    .satisfies(found -> assertThat(found.getRange().getStart()).isEqualTo(new Position(0, 10)));
            assertThat(editor.definition(schema, Editor.at(SCHEMA, "range(year", 8)))
                    .singleElement()
                    .satisfies(found -> assertThat(found.getRange().getStart()).isEqualTo(new Position(3, 4)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "match { $f: #                              | Film, Person       | SequelOf, Named",
                "match { $f: Fi#lm }                        | Film               | year",
                "match { $f: Film { #                       | imdb, year, title  | name",
                "match { $f: Film { imdb: #                 | $imdb, now         | year",
                "match { $f: Film $f #                      | sequelOf, directed | SequelOf",
                "match { $p: Person $p di#                  | directed           | sequelOf",
                "match { $p: Person $p $e:#                 | directed           | sequelOf, Film",
                "match { $p directed $f } return { $p.#     | name               | year",
                "match { $p directed $f } return { $f.t#    | title, imdb        | name",
                "match { $f: Film $#                        | $imdb, $f          | match",
                "match { $f: Film } return { #              | $f, count, bm25    | match",
                "match { $f: Film } order { $f.year #       | asc, desc          | match",
                "insert #                                   | Film, Directed     | Named",
                "insert Directed { #                        | from, to, since    | year",
                "update Film #                              | set                | Film",
                "update Film set { y#                       | year, imdb         | name",
                "delete Film where #                        | imdb, year         | name",
                "#                                          | match, insert      | Film",
            })
    void completion_inQueries_fitsThePlace(String body, String wanted, String unwanted) throws Exception {
        try (Editor editor = new Editor(folder)) {
            String marked = "query q($imdb: String) { " + body;
            String text = marked.replace("#", "");
            editor.open(queries, text);
            List<String> labels = labels(editor.completion(queries, new Position(0, marked.indexOf('#'))));
            assertThat(labels).contains(wanted.split(", ", -1)).doesNotContain(unwanted.split(", ", -1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "node A { b: #                        | String, DateTime, Vector, enum | Film",
                "node A { b: String @#                | key, index, description        | card",
                "node A { b: String @key(#            | b                              | String",
                "edge E: #                            | Film, Person                   | SequelOf, String",
                "edge E: Film -> P#                   | Film, Person                   | Named",
                "node A implements #                  | Named                          | Film",
                "#                                    | node, edge, interface          | String",
            })
    void completion_inSchemas_fitsThePlace(String end, String wanted, String unwanted) throws Exception {
        try (Editor editor = new Editor(folder)) {
            String marked = SCHEMA + end;
            String text = marked.replace("#", "");
            editor.open(schema, text);
            List<String> labels = labels(editor.completion(schema, Editor.at(marked, "#", 0)));
            assertThat(labels).contains(wanted.split(", ", -1)).doesNotContain(unwanted.split(", ", -1));
        }
    }

    @Test
    void completion_replacesTheWordThatIsBegun() throws Exception {
        try (Editor editor = new Editor(folder)) {
            String text = "query q($imdb: String) { match { /* \uD83C\uDFAC */ $f: Film { imdb: $im";
            editor.open(queries, text);
            List<CompletionItem> items = editor.completion(queries, new Position(0, text.length()));
            assertThat(items)
                    .filteredOn(item -> item.getLabel().equals("$imdb"))
                    .singleElement()
                    .satisfies(item -> {
                        assertThat(Editor.covered(
                                        text, item.getTextEdit().getLeft().getRange()))
                                .isEqualTo("$im");
                        assertThat(item.getDetail()).isEqualTo("String");
                    });
        }
    }

    @Test
    void formatting_isThatOfFmt() throws Exception {
        try (Editor editor = new Editor(folder)) {
            editor.open(schema, "node Film{imdb:String@key} // films\n");
            List<? extends TextEdit> edits = editor.formatting(schema);
            assertThat(edits).hasSize(1);
            assertThat(edits.getFirst().getNewText()).isEqualTo("node Film { imdb: String @key } // films\n");
            assertThat(edits.getFirst().getRange()).isEqualTo(new Range(new Position(0, 0), new Position(1, 0)));
            editor.replace(schema, 2, "node Film { imdb: String @key }\n");
            assertThat(editor.formatting(schema)).isEmpty();
            editor.replace(schema, 3, "node Film { imdb: }\n");
            assertThat(editor.formatting(schema)).isEmpty();
        }
    }

    @Test
    void symbols_areDeclarationsAndQueries() throws Exception {
        try (Editor editor = new Editor(folder)) {
            editor.open(schema, SCHEMA);
            editor.open(queries, QUERIES);
            assertThat(editor.symbols(schema))
                    .extracting(DocumentSymbol::getName)
                    .containsExactly("Named", "Film", "Person", "SequelOf", "Directed");
            assertThat(editor.symbols(schema).get(1).getChildren())
                    .extracting(DocumentSymbol::getName)
                    .containsExactly("imdb", "year");
            assertThat(editor.symbols(queries)).singleElement().satisfies(symbol -> {
                assertThat(symbol.getName()).isEqualTo("sequels");
                assertThat(symbol.getDetail()).isEqualTo("$imdb, $after");
                assertThat(symbol.getRange().getEnd()).isEqualTo(new Position(7, 1));
            });
        }
    }

    @Test
    void outsideOfClusters_theOnlySchemaBesideCounts() throws Exception {
        Path lone = Files.createDirectories(temp.toRealPath().resolve("lone"));
        Path file = lone.resolve("a.gq");
        String text = "query q() { match { $f: Fiml } return { $f.title } }\n";
        try (Editor editor = new Editor(lone)) {
            editor.open(file, text);
            assertThat(editor.problems(file, 1)).isEmpty();
            Files.writeString(lone.resolve("one.pg"), SCHEMA);
            editor.replace(file, 2, text);
            assertThat(editor.problems(file, 2)).hasSize(1);
            Files.writeString(lone.resolve("two.pg"), SCHEMA);
            editor.replace(file, 3, text);
            assertThat(editor.problems(file, 3)).isEmpty();
            editor.open("untitled:new", "query q( { }");
            assertThat(editor.await("untitled:new", 1)).isNotEmpty();
            editor.open(lone.resolve("one.pg"), "node {}");
            assertThat(editor.problems(lone.resolve("one.pg"), 1)).isNotEmpty();
        }
    }

    @Test
    void clusterAboveTheOpenFolders_isNotRead() throws Exception {
        try (Editor editor = new Editor(folder.resolve("q"))) {
            editor.open(queries, QUERIES.replace("$p.name", "$p.nam"));
            assertThat(editor.problems(queries, 1)).isEmpty();
        }
    }

    @Test
    void schemaOutsideOfTheFolder_isRefusedAndNotRead() throws Exception {
        Files.writeString(temp.resolve("secret.pg"), "node Secret { token: String }\n");
        Files.delete(schema);
        Files.createSymbolicLink(schema, temp.resolve("secret.pg"));
        try (Editor editor = new Editor(folder)) {
            String text = "query q() { match { $s: Secret } return { $s. } }\n";
            editor.open(queries, text);
            editor.problems(queries, 1);
            assertThat(editor.completion(queries, Editor.at(text, "$s. ", 3))).isEmpty();
            while (editor.latest(folder.resolve("cluster.yaml")).isEmpty()) {
                editor.next();
            }
            assertThat(editor.latest(folder.resolve("cluster.yaml")))
                    .extracting(problem -> problem.getCode().getLeft())
                    .contains("path_escapes_config");
        }
    }
}

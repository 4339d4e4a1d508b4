package org.omnigraph.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.SourcePosition;

class SchemaCompilerTest {
    /// The example of schema-language.md §2.
    private static final String PAGE = """
            interface Named { title: String @index }
            node Film @description("A feature film") implements Named {
                imdb: String @key
                year: I32?
                mood: enum(light, dark)?
                plot: String
                plot_vec: Vector(384)? @embed("plot", model="acme-embed-1") @index
                @range(year, 1888..)
                @check(imdb, "^tt[0-9]{7}$")
            }
            edge SequelOf: Film -> Film @card(0..1) { @unique(src, dst) }
            """;

    private static SchemaResult compile(String source) {
        return SchemaCompiler.compile(source.getBytes(StandardCharsets.UTF_8));
    }

    private static SchemaModel model(String source) {
        SchemaResult result = compile(source);
        assertThat(result.diagnostics()).isEmpty();
        return result.model().orElseThrow();
    }

    /// Time that this thread worked: other work on the machine does not count.
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void compile_exampleOfThePage_buildsTheModel() {
        SchemaModel model = model(PAGE);
        NodeType film = model.node("Film").orElseThrow();
        assertThat(film.interfaces()).containsExactly("Named");
        assertThat(film.properties().stream().collect(Collectors.toMap(Property::name, Property::spelling)))
                .isEqualTo(Map.of(
                        "imdb", "String",
                        "year", "I32?",
                        "mood", "enum(dark, light)?",
                        "plot", "String",
                        "plot_vec", "Vector(384)?",
                        "title", "String"));
        assertThat(film.constraints())
                .containsExactlyInAnyOrder(
                        new Constraint.Key(List.of("imdb")),
                        new Constraint.Index(List.of("title")),
                        new Constraint.Index(List.of("plot_vec")),
                        new Constraint.Range(
                                "year",
                                new Constraint.Bound.Whole(BigInteger.valueOf(1888)),
                                new Constraint.Bound.Open()),
                        new Constraint.Check("imdb", "^tt[0-9]{7}$"));
        assertThat(film.annotations()).containsExactly(new Annotation("description", true, "A feature film", Map.of()));
        assertThat(film.property("plot_vec").orElseThrow().annotations())
                .containsExactly(new Annotation("embed", true, "plot", Map.of("model", "acme-embed-1")));
        EdgeType sequel = model.edge("SequelOf").orElseThrow();
        assertThat(sequel.cardinality()).isEqualTo(new EdgeType.Cardinality(0, 1));
        assertThat(sequel.constraints()).containsExactly(new Constraint.Unique(List.of("dst", "src")));
        assertThat(model.digest()).isEqualTo(ContentDigest.of(PAGE.getBytes(StandardCharsets.UTF_8)));
        assertThat(model.source()).isEqualTo(PAGE);
    }

    @Test
    void compile_emptyFile_isAnEmptySchema() {
        SchemaModel model = model("");
        assertThat(model.nodes()).isEmpty();
        assertThat(model.edges()).isEmpty();
    }

    @Test
    void compile_shorthandAndBodyForm_areTheSameModel() {
        assertThat(model("node A { a: String @key b: I32 @unique @index }").nodes())
                .isEqualTo(model("node A { a: String b: I32 @key(a) @unique(b) @index(b) }")
                        .nodes());
    }

    @Test
    void compile_manyErrors_reportsEachWithPositionAndSuggestion() {
        SchemaResult result = compile("""
                node Film {
                    title: Strng
                    year: I32?, plot: String
                    @key(titel)
                }
                node Person {
                    name: String @key
                    @range(nme, 1..)
                }
                edge ActedIn: Person -> Flm
                """);
        assertThat(result.model()).isEmpty();
        assertThat(result.diagnostics().stream()
                        .map(d -> d.position().line() + ":" + d.position().column() + " "
                                + d.code().wireName() + " " + d.help()))
                .containsExactly(
                        "2:12 schema_parse_error Did you mean `String`?",
                        "3:15 schema_parse_error Nothing stands between properties; remove the comma.",
                        "8:12 schema_parse_error Did you mean `name`?",
                        "10:25 schema_catalog_error Did you mean `Film`?");
        assertThat(result.diagnostics()).allMatch(d -> d.path().isEmpty());
    }

    @Test
    void compile_columnsCountCodePoints_andTheSnippetIsTheLine() {
        SchemaResult result = compile("node A {\r\n  /* 😀é */ b: Nope\r\n}\r\n");
        assertThat(result.diagnostics()).hasSize(1);
        Diagnostic diagnostic = result.diagnostics().getFirst();
        assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.SCHEMA_PARSE_ERROR);
        assertThat(diagnostic.position()).isEqualTo(new SourcePosition(2, 15, 2, 19, "  /* 😀é */ b: Nope"));
    }

    @Test
    void compile_bytesThatAreNoUtf8_isOneError() {
        byte[] bytes = "node A { a: I32 } // \u00e9".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(SchemaCompiler.compile(bytes).diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.position().column()).isEqualTo(22));
    }

    @Test
    void compile_hundredThousandEnumValues_takesUnderASecond() {
        String values = IntStream.range(0, 100_000).mapToObj(i -> "v-" + i).collect(Collectors.joining(", "));
        long before = cpuNanos();
        SchemaModel model = model("node A { mood: enum(" + values + ") }");
        assertThat(cpuNanos() - before).isLessThan(1_000_000_000L);
        ValueType type =
                model.node("A").orElseThrow().property("mood").orElseThrow().type();
        assertThat(((ValueType.EnumOf) type).values()).hasSize(100_000);
    }

    @Test
    void compile_oneMebibyteOnOneLine_endsWithinASecond() {
        for (String piece : Set.of("{", "@", "a: ", "[", "enum(", "\"", "node A {", "# ", "😀", "@key(", "..", "9")) {
            String line = String.join("", Collections.nCopies((1 << 20) / piece.length(), piece));
            long before = cpuNanos();
            SchemaResult result = compile(line);
            assertThat(cpuNanos() - before).as(piece).isLessThan(1_000_000_000L);
            assertThat(result.diagnostics()).isNotEmpty().hasSizeLessThanOrEqualTo(1001);
            assertThat(result.diagnostics())
                    .allMatch(d -> d.position().snippet().length() <= 401);
        }
    }

    @Test
    void compile_tooLargeAFile_isRefusedUnread() {
        assertThat(SchemaCompiler.compile(new byte[SchemaCompiler.SOURCE_BYTES_MAX + 1])
                        .diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.message()).contains("16777216"));
    }
}

package org.omnigraph.catalog.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceFormatterTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    private static String schema(String source) {
        return SourceFormatter.schema(source.getBytes(StandardCharsets.UTF_8))
                        instanceof FormatResult.Formatted(String t)
                ? t
                : "unreadable";
    }

    private static String queries(String source) {
        return SourceFormatter.queries(source.getBytes(StandardCharsets.UTF_8))
                        instanceof FormatResult.Formatted(String t)
                ? t
                : "unreadable";
    }

    @Test
    void schema_oddlyWritten_getsOneMemberALine() {
        assertThat(schema("""


                // Films.
                node Film@description( "A film" )implements Named,Aged{imdb:String@key year : I32 ?
                  // how it feels
                  mood:enum( light,very-dark , 7up )? /* or not */   plot_vec:Vector( 3 )@embed("plot",model = "m")


                  @range(year, -5 .. 10 )  // bounds
                  }
                edge SequelOf:Film->Film@card( 0 .. 1 )
                edge Likes: Film -> Film {}
                interface Named{}
                edge X: Film -> Film { weight: F64? }
                /* the end */
                """)).isEqualTo("""
                // Films.
                node Film @description("A film") implements Named, Aged {
                    imdb: String @key
                    year: I32?
                    // how it feels
                    mood: enum(light, very-dark, 7up)? /* or not */
                    plot_vec: Vector(3) @embed("plot", model="m")

                    @range(year, -5..10) // bounds
                }

                edge SequelOf: Film -> Film @card(0..1)
                edge Likes: Film -> Film {}
                interface Named {}
                edge X: Film -> Film { weight: F64? }
                /* the end */
                """);
    }

    @Test
    void queries_oddlyWritten_getOneClauseALine() {
        assertThat(queries("""
                query  sequels ( $imdb:String,$n : [ I32 ]? )@description("Sequels"){match{$f:Film{imdb:$imdb}
                $s sequelOf { 1 , 4 } $f   $s < likes > $t  $s.year<-5
                not{$s $e : inspiredBy $_ }
                }return{$s.title,count( $s )as n}order{n desc,$s.title}limit 20}
                query add($a: String) { insert Film{imdb:$a} // new
                 update Film set {
                 title: "x" } where imdb=$a }
                """)).isEqualTo("""
                query sequels($imdb: String, $n: [I32]?) @description("Sequels") {
                    match {
                        $f: Film { imdb: $imdb }
                        $s sequelOf{1,4} $f
                        $s <likes> $t
                        $s.year < -5
                        not { $s $e:inspiredBy $_ }
                    }
                    return { $s.title, count($s) as n }
                    order { n desc, $s.title }
                    limit 20
                }

                query add($a: String) {
                    insert Film { imdb: $a } // new
                    update Film set {
                        title: "x"
                    } where imdb = $a
                }
                """);
    }

    @Test
    void longLines_areBrokenAtTheirGroups() {
        String name = "a_name_of_forty_characters_that_goes_on_";
        assertThat(queries("query q($" + name
                        + ": String, $c: String) @description(\"a sentence that does not fit on the line of its head any more\") { "
                        + "match { $x: T { " + name + ": $b, b" + name + ": $c, c" + name + ": $c } } return { $x."
                        + name + " } }"))
                .isEqualTo("""
                query q($NAME: String, $c: String)
                    @description("a sentence that does not fit on the line of its head any more") {
                    match {
                        $x: T {
                            NAME: $b,
                            bNAME: $c,
                            cNAME: $c
                        }
                    }
                    return { $x.NAME }
                }
                """.replace("NAME", name));
    }

    @Test
    void brokenFile_isLeftWithItsErrors() {
        assertThat(SourceFormatter.schema("node {".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        FormatResult.Unreadable.class,
                        result -> assertThat(result.diagnostics()).isNotEmpty());
        assertThat(SourceFormatter.queries(new byte[] {(byte) 0xff}))
                .isInstanceOfSatisfying(
                        FormatResult.Unreadable.class,
                        result -> assertThat(result.diagnostics()).isNotEmpty());
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            List<Path> found = files.filter(file ->
                            file.toString().endsWith(".pg") || file.toString().endsWith(".gq"))
                    .sorted()
                    .toList();
            assertThat(found).hasSizeGreaterThan(5);
            return found;
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examples_areFormatted(Path file) throws IOException {
        if (System.getProperty("golden.update") != null) {
            Files.writeString(file, formatted(file, Files.readString(file)));
        }
        String source = Files.readString(file);
        assertThat(formatted(file, source)).isEqualTo(source);
        if (file.toString().endsWith(".pg")) {
            FormatLaws.assertSchema(source);
        } else {
            FormatLaws.assertQueries(source);
        }
    }

    private static String formatted(Path file, String source) {
        return file.toString().endsWith(".pg") ? schema(source) : queries(source);
    }
}

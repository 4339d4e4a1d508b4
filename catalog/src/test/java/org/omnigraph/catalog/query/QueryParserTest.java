package org.omnigraph.catalog.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.omnigraph.catalog.query.ast.QueryFile;

class QueryParserTest {

    @Test
    void parse_exampleOfTheSpecification_printsAndParsesToTheSame() {
        String source = """
                query sequels($imdb: String) @description("Sequels of a film, newest first") {
                    match {
                        $f: Film { imdb: $imdb }
                        $s sequelOf{1,4} $f
                        not { $s $e:inspiredBy $_  $e.strength < 0.5 }
                    }
                    return { $s.title, $s.year as year }
                    order { year desc }
                    limit 20
                }
                """;
        ParseResult result = QueryParser.parse(source);
        assertThat(result.diagnostics()).isEmpty();
        QueryFile file = result.file().orElseThrow();
        assertThat(QueryParser.parse(file.toString()).file()).contains(file);
    }
}

package org.omnigraph.catalog.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.omnigraph.catalog.corpus.CorpusCase;
import org.omnigraph.catalog.query.ast.QueryFile;

class QueryRoundTripProperties {
    private final QueryChecker checker = new QueryChecker(CorpusCase.querySchema());

    @Property(tries = 3000)
    void parse_ofPrintedTree_givesTheTree(@ForAll long seed) {
        QueryFile file = new ProgramGenerator(new SplittableRandom(seed)).file();
        String printed = file.toString();
        ParseResult parsed = QueryParser.parse(printed);
        assertThat(parsed.diagnostics()).as(printed).isEmpty();
        assertThat(parsed.file()).as(printed).contains(file);
    }

    @Property(tries = 1000)
    void check_ofAnyTree_givesEitherAQueryOrDiagnosticsWithPlaces(@ForAll long seed) {
        String printed = new ProgramGenerator(new SplittableRandom(seed)).file().toString();
        QueryParser.parse(printed).file().orElseThrow().queries().forEach(query -> {
            CheckResult result = checker.check(query);
            assertThat(result.query().isPresent())
                    .isEqualTo(result.diagnostics().isEmpty());
            assertThat(result.diagnostics()).allSatisfy(diagnostic -> {
                assertThat(diagnostic.message()).matches("T[0-9]+: (?s:.*)");
                assertThat(diagnostic.position().isKnown()).isTrue();
            });
        });
    }
}

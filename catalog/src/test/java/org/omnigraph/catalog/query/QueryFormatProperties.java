package org.omnigraph.catalog.query;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnigraph.catalog.corpus.CorpusCase;
import org.omnigraph.catalog.format.FormatLaws;

/// The formatter's laws over generated queries and the corpus.
class QueryFormatProperties {
    static List<CorpusCase> accepted() {
        return CorpusCase.queries(true);
    }

    @Property
    void format_ofAnyQueries_keepsTreeAndComments(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String printed = new ProgramGenerator(random).file().toString();
        FormatLaws.assertQueries(printed);
        FormatLaws.assertQueries(FormatLaws.strewnQueries(printed, random));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void format_ofTheCorpus_keepsTreeAndComments(CorpusCase program) {
        FormatLaws.assertQueries(program.source());
    }
}

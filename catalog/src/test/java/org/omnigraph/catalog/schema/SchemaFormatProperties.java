package org.omnigraph.catalog.schema;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnigraph.catalog.corpus.CorpusCase;
import org.omnigraph.catalog.format.FormatLaws;

/// The formatter's laws over generated schemas and the corpus.
class SchemaFormatProperties {
    @Property
    void format_ofAnySchema_keepsTreeAndComments(@ForAll long seed) {
        Random random = new Random(seed);
        String printed = SchemaPrinter.print(new SchemaTrees(random).schema());
        FormatLaws.assertSchema(printed);
        FormatLaws.assertSchema(FormatLaws.strewnSchema(printed, random));
    }

    @ParameterizedTest
    @MethodSource("org.omnigraph.catalog.schema.SchemaCorpusTest#accepted")
    void format_ofTheCorpus_keepsTreeAndComments(CorpusCase program) {
        FormatLaws.assertSchema(program.source());
    }
}

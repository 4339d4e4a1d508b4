package org.omnigraph.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.omnigraph.catalog.lexing.Problems;
import org.omnigraph.catalog.lexing.SourceText;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Printing and parsing are inverse on every tree that the grammar allows, sensible or not.
class SchemaPrinterProperties {
    @Property
    void parse_ofWhatWasPrinted_isTheTree(@ForAll long seed) {
        SchemaAst tree = new SchemaTrees(new Random(seed)).schema();
        String printed = SchemaPrinter.print(tree);
        SourceText text = SourceText.of(printed);
        Problems problems = new Problems(text, DiagnosticCode.SCHEMA_PARSE_ERROR);
        assertThat(SchemaParser.parse(text, problems)).as(printed).isEqualTo(tree);
        assertThat(problems.diagnostics()).isEmpty();
    }

    @Property
    void parse_ofDamagedText_endsWithoutAnException(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(SchemaPrinter.print(new SchemaTrees(random).schema()));
        for (int i = 0; i < 1 + random.nextInt(4) && !text.isEmpty(); i++) {
            int at = random.nextInt(text.length());
            if (random.nextBoolean()) {
                text.deleteCharAt(at);
            } else {
                text.insert(at, "{}()[]:,@\"\\-<>=?$ \n7aZ😀".charAt(random.nextInt(24)));
            }
        }
        SchemaResult result = SchemaCompiler.compile(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(result.model().isPresent()).isEqualTo(result.diagnostics().isEmpty());
        assertThat(result.diagnostics()).allMatch(d -> d.position().isKnown());
    }
}

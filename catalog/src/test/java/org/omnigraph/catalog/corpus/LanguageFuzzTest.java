package org.omnigraph.catalog.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.omnigraph.catalog.lexing.Problems;
import org.omnigraph.catalog.query.CheckResult;
import org.omnigraph.catalog.query.ParseResult;
import org.omnigraph.catalog.query.QueryChecker;
import org.omnigraph.catalog.query.QueryParser;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.catalog.query.ast.QueryFile;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.catalog.schema.SchemaResult;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.testing.Report;
import org.omnigraph.state.testing.SourceMutator;

/// Sources nearly like those of the corpus: always either a result or problems with places, never an exception. More
/// with `-Dfuzz.inputs=N` (of each language), others with `-Dfuzz.seed=N`.
class LanguageFuzzTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20261121);
    private static final QueryChecker CHECKER = new QueryChecker(CorpusCase.querySchema());

    private static List<String> sources(List<CorpusCase> accepted, List<CorpusCase> rejected) {
        return Stream.concat(accepted.stream(), rejected.stream())
                .map(CorpusCase::source)
                .filter(source -> !source.isEmpty())
                .toList();
    }

    @Test
    void queries_anyInput_areAnswered() {
        fuzz("queries", sources(CorpusCase.queries(true), CorpusCase.queries(false)), LanguageFuzzTest::checked);
    }

    @Test
    void schemas_anyInput_areAnswered() {
        fuzz("schemas", sources(CorpusCase.schemas(true), CorpusCase.schemas(false)), LanguageFuzzTest::compiled);
    }

    /// @param valid reads an input and says whether it is a program
    private static void fuzz(String what, List<String> sources, Predicate<byte[]> valid) {
        SourceMutator inputs = new SourceMutator(sources, SEED);
        int programs = 0;
        for (int i = 0; i < INPUTS; i++) {
            byte[] input = inputs.next();
            try {
                programs += valid.test(input) ? 1 : 0;
            } catch (RuntimeException | Error e) {
                String text = new String(input, StandardCharsets.UTF_8);
                throw new AssertionError("input " + i + " of seed " + SEED + ": " + text, e);
            }
        }
        Report.count("inputs of fuzzed " + what, INPUTS + ", of which programs " + programs);
        // Some must be programs, else what stands behind the parser is never reached.
        assertThat(programs).isGreaterThan(INPUTS / 50);
    }

    private static boolean checked(byte[] input) {
        ParseResult parsed = QueryParser.parse(input);
        told(parsed.diagnostics(), parsed.file().isPresent());
        boolean valid = parsed.file().isPresent();
        for (QueryDecl query : parsed.file().map(QueryFile::queries).orElse(List.of())) {
            CheckResult result = CHECKER.check(query);
            told(result.diagnostics(), result.query().isPresent());
            valid &= result.query().isPresent();
        }
        if (valid) {
            QueryFile file = parsed.file().orElseThrow();
            assertThat(QueryParser.parse(file.toString()).file()).contains(file);
        }
        return valid;
    }

    private static boolean compiled(byte[] input) {
        SchemaResult result = SchemaCompiler.compile(input);
        told(result.diagnostics(), result.model().isPresent());
        return result.model().isPresent();
    }

    private static void told(List<Diagnostic> problems, boolean result) {
        if (problems.isEmpty() != result || problems.size() > Problems.KEPT_MAX + 1) {
            throw new AssertionError(problems.size() + " problems, and a result: " + result);
        }
        for (Diagnostic problem : problems) {
            if (!problem.position().isKnown() && problems.size() <= Problems.KEPT_MAX) {
                throw new AssertionError("a problem without a place: " + problem);
            }
        }
    }
}

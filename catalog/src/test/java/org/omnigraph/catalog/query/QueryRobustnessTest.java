package org.omnigraph.catalog.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnigraph.catalog.corpus.CorpusCase;

/// Hostile and huge sources: an answer in bounded time, never an exception.
class QueryRobustnessTest {
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final int MEBIBYTE = 1 << 20;
    private static final QueryChecker CHECKER = new QueryChecker(CorpusCase.querySchema());
    private static final long FUZZ_SEED = 20261121;
    private static final int FUZZ_INPUTS = 200_000;

    record Hostile(String title, String source) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Hostile> hostile() {
        String head = "query q() { match { $a: Person ";
        return Stream.of(
                new Hostile("nested not", head + "not { ".repeat(10_000)),
                new Hostile("nested not, closed", head + "not { ".repeat(10_000) + "} ".repeat(10_000)),
                new Hostile("nested calls", head + "} return { " + "count(".repeat(10_000)),
                new Hostile("nested lists", head + "$a.age = " + "[".repeat(100_000)),
                new Hostile("nested braces", head + "{".repeat(100_000)),
                new Hostile("closing braces", head + "}".repeat(100_000)),
                new Hostile("one name", "a".repeat(MEBIBYTE)),
                new Hostile("one number", head + "$a.age = " + "9".repeat(MEBIBYTE)),
                new Hostile("one fraction", head + "$a.age = 1." + "9".repeat(MEBIBYTE)),
                new Hostile("one string", head + "$a.name = \"" + "x".repeat(MEBIBYTE)),
                new Hostile("one date", head + "$a.born = date(\"" + "1".repeat(MEBIBYTE) + "\")"),
                new Hostile("one comment", "/*" + "*".repeat(MEBIBYTE)),
                new Hostile("spaces", head + " ".repeat(MEBIBYTE) + "%"),
                new Hostile("dollars", "$".repeat(MEBIBYTE)),
                new Hostile("backslashes", head + "$a.name = \"" + "\\x".repeat(MEBIBYTE / 2)),
                new Hostile("bad characters", "\u0001 ".repeat(MEBIBYTE / 2)),
                new Hostile("half queries", "query q(".repeat(MEBIBYTE / 8)),
                new Hostile("half traversals", head + "$a <knows{1,".repeat(MEBIBYTE / 12)),
                new Hostile("clauses in error", head + "$a Knows $b\n".repeat(MEBIBYTE / 12)),
                new Hostile("unknown variables", head + "$b.age > 3\n".repeat(50_000) + "} return { $a.name } }"),
                new Hostile("lone surrogates", "\ud800\udc00\ud800".repeat(10_000)));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void parse_hostileSource_isRefusedInTime(Hostile hostile) {
        assertTimeout(BOUND, () -> {
            List<?> problems = problems(hostile.source());
            assertThat(problems).isNotEmpty().hasSizeLessThanOrEqualTo(1001);
        });
    }

    @Test
    void parse_oneMebibyteLine_isChecked() {
        String clause = "$a.age > 3 ";
        String source = "query q() { match { $a: Person " + clause.repeat(MEBIBYTE / clause.length())
                + "} return { $a.name } }";
        assertTimeout(BOUND, () -> assertThat(problems(source)).isEmpty());
    }

    @Test
    void parse_nestingAtTheLimit_isAccepted() {
        int depth = SyntaxReader.NESTING_MAX;
        String source = "query q() { match { $a: Person " + "not { $a.age = 1 ".repeat(depth) + "}".repeat(depth)
                + " } return { $a.name } }";
        assertThat(problems(source)).isEmpty();
    }

    @Test
    void parse_nestingBeyondTheLimit_isOneError() {
        int depth = SyntaxReader.NESTING_MAX + 1;
        String source = "query q() { match { $a: Person " + "not { $a.age = 1 ".repeat(depth) + "}".repeat(depth)
                + " } return { $a.name } }";
        assertThat(QueryParser.parse(source).diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.message()).contains("nested deeper than 100"));
    }

    @Test
    void parse_bytesThatAreNoUtf8_isRefused() {
        byte[] bytes = "query q() { match { $a: Person { name: \"é\" } } return { $a.name } }"
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(QueryParser.parse(bytes).diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.message()).contains("UTF-8"));
    }

    @Test
    void check_tenThousandQueries_staysWithinTime() {
        StringBuilder source = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            source.append("query q")
                    .append(i)
                    .append("($n: String) {\n    match {\n        $a: Person { name: $n }\n")
                    .append("        $a knows{1,2} $b\n        not { $b worksAt $_ }\n    }\n")
                    .append("    return { $b.name, $b.age as age }\n    order { age desc }\n    limit 10\n}\n");
        }
        assertTimeout(BOUND, () -> assertThat(problems(source.toString())).isEmpty());
    }

    @Test
    void parse_fuzzedSources_neverThrows() {
        List<String> seeds = new ArrayList<>();
        Stream.concat(QueryCorpusTest.accepted(), QueryCorpusTest.rejected()).forEach(c -> seeds.add(c.source()));
        SplittableRandom random = new SplittableRandom(FUZZ_SEED);
        int parsed = 0;
        for (int i = 0; i < FUZZ_INPUTS; i++) {
            String source = mutate(seeds.get(random.nextInt(seeds.size())), random);
            try {
                ParseResult result = QueryParser.parse(source);
                result.file().ifPresent(file -> file.queries().forEach(CHECKER::check));
                parsed += result.file().isPresent() ? 1 : 0;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("input " + i + " of seed " + FUZZ_SEED + ": " + source, e);
            }
        }
        // Some inputs must parse, else the fuzzer never reaches the checker.
        assertThat(parsed).isGreaterThan(FUZZ_INPUTS / 20);
    }

    private static final List<String> FRAGMENTS = List.of(
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            "$",
            "$a",
            "$_",
            "$w:",
            ":",
            ",",
            ".",
            "<",
            ">",
            "=",
            "!=",
            "<=",
            "-",
            "@",
            "\"",
            "\\",
            "/*",
            "//",
            "\n",
            " ",
            "not",
            "not {",
            "match",
            "return",
            "order",
            "limit",
            "query",
            "as",
            "contains",
            "starts_with",
            "now()",
            "count(",
            "rrf(",
            "nearest(",
            "date(",
            "true",
            "Person",
            "knows",
            "{1,3}",
            "0",
            "9",
            "1.5",
            "insert",
            "update",
            "delete",
            "where",
            "set",
            "é",
            "😀",
            "\0",
            "\ud800");

    private static String mutate(String seed, SplittableRandom random) {
        StringBuilder source = new StringBuilder(seed);
        int edits = 1 + random.nextInt(2);
        for (int i = 0; i < edits; i++) {
            int at = random.nextInt(source.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> source.insert(at, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
                case 1 -> source.delete(at, Math.min(source.length(), at + 1 + random.nextInt(8)));
                case 2 -> source.insert(at, source.substring(at, Math.min(source.length(), at + random.nextInt(30))));
                default -> {
                    if (at < source.length()) {
                        source.setCharAt(at, (char) (32 + random.nextInt(96)));
                    }
                }
            }
        }
        return source.toString();
    }

    private static List<?> problems(String source) {
        ParseResult parsed = QueryParser.parse(source);
        List<Object> problems = new ArrayList<>(parsed.diagnostics());
        parsed.file().stream()
                .flatMap(file -> file.queries().stream())
                .forEach(query -> problems.addAll(CHECKER.check(query).diagnostics()));
        return problems;
    }
}

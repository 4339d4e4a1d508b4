package org.omnigraph.catalog.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnigraph.catalog.query.ParseResult;
import org.omnigraph.catalog.query.QueryChecker;
import org.omnigraph.catalog.query.QueryParser;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.state.testing.LeastTime;

/// What a file can do to whoever reads it: bounded processor time and bounded bytes allocated, whatever stands in it,
/// and
/// never an exception. Both are counted for this thread alone, so other work on the machine does not show.
class HostileSourcesTest {
    private static final long NANOS_MAX = 1_000_000_000L;
    private static final long BYTES_MAX = 64L << 20;
    /// For a mebibyte of nothing but clauses or members, all of which come out as a tree: a hundred bytes for each
    /// byte.
    private static final long DENSE_BYTES_MAX = 112L << 20;

    private static final int MEBIBYTE = 1 << 20;
    private static final int DEEP = 10_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final QueryChecker CHECKER = new QueryChecker(CorpusCase.querySchema());
    private static final String MATCH = "query q() { match { $a: Person ";
    private static final String RETURN = "} return { $a.name } }";

    /// @param valid whether the source is an unusual program rather than a wrong one
    record Source(String title, boolean valid, long bytesMax, String text) {
        @Override
        public String toString() {
            return title;
        }
    }

    private static Source valid(String title, String text) {
        return new Source(title, true, BYTES_MAX, text);
    }

    private static Source wrong(String title, String text) {
        return new Source(title, false, BYTES_MAX, text);
    }

    private static Source dense(Source source) {
        return new Source(source.title(), source.valid(), DENSE_BYTES_MAX, source.text());
    }

    /// As many pieces as a mebibyte holds.
    private static String line(String piece) {
        return piece.repeat(MEBIBYTE / piece.length());
    }

    private static String many(int count, Function<Integer, String> item, String between) {
        return IntStream.range(0, count).mapToObj(item::apply).collect(Collectors.joining(between));
    }

    static Stream<Source> queries() {
        return Stream.concat(
                Stream.of(
                        dense(wrong("a line of filters", MATCH + line("$a.age > 3 ") + RETURN)),
                        wrong("a line of bindings", MATCH + line("$a: Person {} ") + RETURN),
                        dense(wrong("a line of traversals", MATCH + line("$a knows $a ") + RETURN)),
                        dense(valid(
                                "a line of list items", MATCH + "[" + line("1, ") + "1] contains $a.age " + RETURN)),
                        valid("one string", MATCH + "$a.name = \"" + line("x") + "\" " + RETURN),
                        valid("one string of escapes", MATCH + "$a.name = \"" + line("\\n") + "\" " + RETURN),
                        valid("one comment", "/*" + line("*") + "*/"),
                        valid("one name", "query " + line("a") + "() { match { $a: Person " + RETURN),
                        wrong(
                                "many alternatives by nested not",
                                MATCH + "not { $a.age = 1 ".repeat(100) + "}".repeat(100) + RETURN),
                        wrong("many not blocks side by side", MATCH + "not { $a knows $b } ".repeat(20_000) + RETURN),
                        valid(
                                "10,000 parameters",
                                "query q(" + many(DEEP, i -> "$p" + i + ": String", ", ") + ") { match { $a: Person "
                                        + RETURN),
                        wrong(
                                "10,000 projections",
                                MATCH + "} return { " + many(DEEP, i -> "$a.age as a" + i, " ") + " } }"),
                        wrong(
                                "10,000 order keys",
                                MATCH + "} return { $a.name } order { " + many(DEEP, i -> "$a.age", ", ") + " } }"),
                        wrong("10,000 variables", MATCH + many(DEEP, i -> "$v" + i + ": Person", " ") + RETURN),
                        wrong("10,000 statements", "query q() { " + "delete Person where age = 1 ".repeat(DEEP) + "}"),
                        valid(
                                "10,000 queries",
                                many(DEEP, i -> "query q" + i + "() { match { $a: Person " + RETURN, "\n"))),
                Stream.of(
                        wrong("nested not", MATCH + "not { ".repeat(DEEP)),
                        wrong("nested not, closed", MATCH + "not { ".repeat(DEEP) + "} ".repeat(DEEP) + RETURN),
                        wrong("nested parentheses", MATCH + "(".repeat(DEEP) + ")".repeat(DEEP) + RETURN),
                        wrong("nested calls", MATCH + "} return { " + "count(".repeat(DEEP) + ")".repeat(DEEP) + "}}"),
                        wrong("nested lists", MATCH + "$a.age = " + "[".repeat(DEEP) + "]".repeat(DEEP) + RETURN),
                        wrong("nested braces", MATCH + "{".repeat(DEEP) + "}".repeat(DEEP) + RETURN),
                        wrong("half traversals", MATCH + line("$a <knows{1,")),
                        wrong("edges in capitals", MATCH + line("$a Knows $b ") + RETURN),
                        dense(wrong("unknown variables", MATCH + line("$b.age = 1 ") + RETURN)),
                        dense(wrong("unknown properties", MATCH + line("$a.aeg = 1 ") + RETURN)),
                        wrong("unknown edges", MATCH + line("$a nkows $b ") + RETURN),
                        wrong(
                                "unknown types in statements",
                                "query q() { " + line("delete Persn where age = 1 ") + "}"),
                        dense(wrong(
                                "unknown properties in braces",
                                MATCH + "$a: Person { " + line("aeg: 1, ") + "} " + RETURN)),
                        dense(wrong("unknown properties returned", MATCH + "} return { " + line("$a.aeg ") + "} }")),
                        wrong("half queries", line("query q(")),
                        wrong("one query over and over", line("query q() { match { $a: Person " + RETURN)),
                        wrong("one number", MATCH + "$a.age = " + line("9") + RETURN),
                        wrong("one open string", MATCH + "$a.name = \"" + line("x")),
                        wrong("wrong escapes", MATCH + "$a.name = \"" + line("\\x") + "\"" + RETURN),
                        wrong("one open comment", "/*" + line("*")),
                        wrong("dollars", line("$")),
                        wrong("control characters", line("\u0001 ")),
                        wrong("lone surrogates", line("\ud800")),
                        wrong("emoji", line("😀 ")),
                        wrong("an unknown parameter's name of a mebibyte", MATCH + "$a.name = $" + line("p") + RETURN),
                        wrong("a property's name of a mebibyte", MATCH + "$a." + line("p") + " = 1 " + RETURN),
                        wrong(
                                "10,000 parameters of one name",
                                "query q(" + many(DEEP, i -> "$p: String", ", ") + ") { match { $a: Person " + RETURN),
                        wrong(
                                "10,000 unknown names among 10,000",
                                MATCH + many(DEEP, i -> "$v" + i + ": Person $w" + i + ".age = 1", " ") + RETURN)));
    }

    static Stream<Source> schemas() {
        return Stream.of(
                valid("100,000 enum values", "node A { e: enum(" + many(100_000, i -> "v-" + i, ", ") + ") }"),
                valid("a line of properties", "node A {" + many(60_000, i -> "p" + i + ": I32", " ") + "}"),
                dense(valid("a line of types", many(50_000, i -> "node N" + i + "{}", " "))),
                dense(valid("a line of edges", "node N{} " + many(40_000, i -> "edge E" + i + ": N -> N", " "))),
                dense(valid("a line of indexes", "node A { a: I32 " + line("@index(a) ") + "}")),
                valid(
                        "a key of 10,000",
                        "node A { " + many(DEEP, i -> "p" + i + ": I32", " ") + " @key("
                                + many(DEEP, i -> "p" + i, ", ") + ") }"),
                valid(
                        "10,000 interfaces of one node",
                        many(DEEP, i -> "interface I" + i + " { p" + i + ": I32 }", " ") + " node A implements "
                                + many(DEEP, i -> "I" + i, ", ") + " {}"),
                valid("one description", "node A @description(\"" + line("x") + "\") {}"),
                valid("one comment", "/*" + line("*") + "*/"),
                valid("one name", "node A" + line("a") + " {}"),
                dense(valid("annotations of one type", "node A " + line("@x(1) ") + " {}")),
                dense(wrong("one enum value over and over", "node A { e: enum(" + line("v, ") + "v) }")),
                wrong("one property over and over", "node A { " + line("p: I32 ") + "}"),
                wrong("one type over and over", line("node A {} ")),
                wrong("unknown types", many(40_000, i -> "edge E" + i + ": A -> B", " ")),
                wrong(
                        "unknown types among many",
                        many(20_000, i -> "node N" + i + " {} edge E" + i + ": N -> M" + i, " ")),
                wrong(
                        "unknown members among many",
                        "node A { " + many(20_000, i -> "p" + i + ": I32 @index(q" + i + ")", " ") + "}"),
                wrong("nested parentheses", "node A @x" + "(".repeat(DEEP) + ")".repeat(DEEP) + " {}"),
                wrong("nested braces", "node A " + "{".repeat(DEEP) + "}".repeat(DEEP)),
                wrong("nested lists", "node A { a: " + "[".repeat(DEEP) + "I32" + "]".repeat(DEEP) + " }"),
                wrong("half nodes", line("node A { ")),
                wrong("half annotations", line("@")),
                wrong("half ranges", "node A { a: I32 " + line("@range(a, ") + "}"),
                wrong("a pattern of a mebibyte", "node A { a: String @check(a, \"" + line("(") + "\") }"),
                wrong(
                        "a pattern that counts",
                        "node A { a: String @check(a, \"" + "(".repeat(20) + "a" + "{1000})".repeat(20) + "\") }"),
                wrong("many patterns that count", "node A { a: String " + line("@check(a, \"(a{100}){100}\") ") + "}"),
                wrong(
                        "many patterns that ignore case",
                        "node A { a: String " + line("@check(a, \"(?i)[\u2000-\u9fff]\") ") + "}"),
                wrong("many patterns of Unicode classes", "node A { a: String " + line("@check(a, \"\\\\pL\") ") + "}"),
                wrong(
                        "a pattern that ignores the case of letters without one",
                        "node A { a: String @check(a, \"(?i)[_-\uffff]\") }"),
                wrong(
                        "a pattern of deep groups",
                        "node A { a: String @check(a, \"" + "(".repeat(DEEP) + ")".repeat(DEEP)
                                + "*\") @check(a, \"(\") }"),
                wrong("a bound of a mebibyte", "node A { a: String @range(a, 0.." + line("9") + ") }"),
                wrong("a dimension of a mebibyte", "node A { a: Vector(" + line("9") + ") }"),
                wrong("one open string", "node A @description(\"" + line("x")),
                wrong("lone surrogates", line("\udc00")),
                wrong("unterminated comments", line("/* ")));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void query_whatever_isAnsweredWithinBounds(Source source) {
        bounded(source, HostileSourcesTest::problemsOfQueries);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void schema_whatever_isAnsweredWithinBounds(Source source) {
        bounded(
                source,
                text -> SchemaCompiler.compile(text.getBytes(StandardCharsets.UTF_8))
                        .diagnostics()
                        .size());
    }

    private static void bounded(Source source, Function<String, Integer> problems) {
        assertThat(LeastTime.of(() -> nanos(source, problems), NANOS_MAX)).isLessThan(NANOS_MAX);
    }

    private static long nanos(Source source, Function<String, Integer> problems) {
        long nanos = THREADS.getCurrentThreadCpuTime();
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        int count = problems.apply(source.text());
        bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        nanos = THREADS.getCurrentThreadCpuTime() - nanos;
        assertThat(count == 0).as("%d problems", count).isEqualTo(source.valid());
        assertThat(bytes).isLessThan(source.bytesMax());
        return nanos;
    }

    private static int problemsOfQueries(String text) {
        ParseResult parsed = QueryParser.parse(text.getBytes(StandardCharsets.UTF_8));
        int problems = parsed.diagnostics().size();
        for (var query :
                parsed.file().stream().flatMap(file -> file.queries().stream()).toList()) {
            problems += CHECKER.check(query).diagnostics().size();
        }
        return problems;
    }
}

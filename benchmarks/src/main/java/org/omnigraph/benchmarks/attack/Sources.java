package org.omnigraph.benchmarks.attack;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Texts of queries that are too much in one way or another.
final class Sources {
    /// What a query may have at most (`docs/reference`): one more is refused before anything runs.
    static final int BINDINGS_MAX = 256;

    static final int CLAUSES_MAX = 1_024;
    static final int COLUMNS_MAX = 1_024;
    static final int NESTING_MAX = 64;

    private static final String BOUND = "$p: Person { handle: \"p000001\" }";

    private Sources() {}

    /// That many unrelated bindings: a cross product of all people with themselves.
    static String bindings(int count) {
        return read(repeat(count, " ", i -> "$p" + i + ": Person"), "$p0.name");
    }

    static String clauses(int count) {
        // The node and the test in its braces are two.
        return read(BOUND + " " + repeat(count - 2, " ", i -> "$p.age >= 0"), "$p.name");
    }

    static String columns(int count) {
        return read(BOUND, repeat(count, ", ", i -> "$p.name as c" + i));
    }

    static String nesting(int depth) {
        return read(BOUND + " " + "not { $p knows $f ".repeat(depth) + "}".repeat(depth), "$p.name");
    }

    /// That many rows of that many columns of text.
    static String wide(int rows, int columns) {
        return read("$p: Person", repeat(columns, ", ", i -> "$p.bio as c" + i), "limit " + rows);
    }

    static String sort() {
        return read("$a knows $b", "$a.bio, $b.bio", "order { $b.bio, $a.bio desc }");
    }

    static String group() {
        return read("$a knows $b", "$a.bio, $b.bio, count($b) as n");
    }

    static String cross() {
        return read("$a: Person $b: Person", "count($a) as n");
    }

    static String crossRows() {
        return read("$a: Person $b: Person $a.age <= $b.age", "$a.bio, $b.bio", "order { $a.bio }");
    }

    static String farPairs() {
        return read("$a knows{1,6} $b", "count($a) as n");
    }

    static String triangles() {
        return read("$a knows $b $b knows $c $c knows $d not { $d knows $a }", "count($a) as n");
    }

    static String texts() {
        return read(
                "$p: Person search($p.bio, \"salmon\")",
                "$p.handle, bm25($p.bio, \"salmon\") as score",
                "order { bm25($p.bio, \"salmon\") }");
    }

    /// A heavy query that ends: work for a processor, and a short answer.
    static String busy(int variant) {
        return read("$a knows $b $b knows $c $c.age < " + (3 + variant), "count($a) as n");
    }

    /// Every edge as a row.
    static String all() {
        return read("$a knows $b", "$a.handle, $b.handle, $b.name");
    }

    private static String read(String match, String columns) {
        return read(match, columns, "");
    }

    private static String read(String match, String columns, String tail) {
        return "query q() { match { " + match + " } return { " + columns + " } " + tail + " }";
    }

    private static String repeat(int count, String between, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(between));
    }
}

package org.omnigraph.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.omnigraph.catalog.query.QueryChecker;
import org.omnigraph.catalog.query.QueryParser;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.catalog.schema.SchemaModel;

/// What parsing and checking costs as stored queries grow in number, without any file: processor time and allocated
/// bytes of this thread, warm, one source per query as a cluster has them, and all queries in one source. A sixth of
/// the queries are mutations; no two are alike.
public final class Languages {
    private static final int[] SIZES = {1_000, 2_000, 4_000, 8_000, 10_000, 16_000};
    private static final int RUNS = 7;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String SCHEMA = """
            interface Named { name: String }
            node Person implements Named { name: String @key  age: I32?  born: Date?  bio: String?  vec: Vector(3)? }
            node Company implements Named { name: String @key  founded: I32?  kind: enum(public, private) }
            node Ticket { number: I64 @key  title: String  state: enum(open, waiting, closed)  created: DateTime }
            edge Knows: Person -> Person { since: Date? }
            edge WorksAt: Person -> Company { role: String }
            edge Raised: Person -> Ticket
            """;
    private static final List<String> QUERIES = List.of("""
            query people_%1$d($name: String, $age: I32) @description("People that a person knows") {
                match { $p: Person { name: $name }  $p knows{1,2} $f  $f.age > $age }
                return { $f.name, $f.age as age }
                order { age desc }
                limit %1$d
            }
            """, """
            query staff_%1$d($company: String) {
                match {
                    $c: Company { name: $company, kind: "private" }
                    $p $w:worksAt $c
                    not { $p raised $t  $t.state != "closed" }
                }
                return { $w.role as role, count($p) as people, avg($p.age) as age }
                order { people desc, role }
            }
            """, """
            query find_%1$d($text: String, $vec: Vector(3)) {
                match { $p: Person  $p worksAt $c  $c.founded >= %1$d }
                return { $p.name, $c.name as company }
                order { rrf(nearest($p.vec, $vec), bm25($p.bio, $text)) }
                limit 10
            }
            """, """
            query tickets_%1$d($from: DateTime, $states: [String]) {
                match { $p raised $t  $t.created >= $from  $states contains $t.state  search($t.title, "printer %1$d") }
                return { $t.number, $t.title, $p }
            }
            """, """
            query pairs_%1$d() {
                match { $a knows $b  $b knows $a  $a.age < $b.age  not { $a <knows> $_ } }
                return { $a.name as a, $b.name as b }
                limit %1$d
            }
            """, """
            query hire_%1$d($name: String, $company: String, $born: Date?) {
                insert Person { name: $name, age: %1$d, born: $born }
                insert WorksAt { from: $name, to: $company, role: "new" }
                update Company set { founded: %1$d } where name = $company
            }
            """);

    private Languages() {}

    /// Prints the table.
    public static void main(String[] args) {
        SchemaModel schema = SchemaCompiler.compile(SCHEMA.getBytes(StandardCharsets.UTF_8))
                .model()
                .orElseThrow();
        System.out.println(
                "sources       queries        ms   MB allocated   KB per query   exponent of time, of bytes");
        for (boolean together : new boolean[] {false, true}) {
            measure(schema, together, SIZES[SIZES.length - 1]);
            Cost first = measure(schema, together, SIZES[0]);
            for (int size : SIZES) {
                Cost cost = measure(schema, together, size);
                System.out.printf(
                        Locale.ROOT,
                        "%-10s %10d %9.1f %14.1f %14.2f   %s%n",
                        together ? "one" : "each",
                        size,
                        cost.nanos() / 1e6,
                        cost.bytes() / 1e6,
                        cost.bytes() / 1e3 / size,
                        size == SIZES[0] ? "-" : exponents(first, cost, size));
            }
        }
    }

    private static String exponents(Cost first, Cost cost, int size) {
        double scale = Math.log((double) size / SIZES[0]);
        return String.format(
                Locale.ROOT,
                "%.3f, %.3f",
                Math.log(cost.nanos() / first.nanos()) / scale,
                Math.log(cost.bytes() / first.bytes()) / scale);
    }

    /// The least of the runs: what the work itself costs.
    private record Cost(double nanos, double bytes) {}

    private static Cost measure(SchemaModel schema, boolean together, int queries) {
        List<byte[]> sources = sources(queries, together);
        double nanos = Double.MAX_VALUE;
        double bytes = Double.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long start = THREADS.getCurrentThreadCpuTime();
            if (check(schema, sources) != queries) {
                throw new IllegalStateException("a query of the benchmark is refused");
            }
            nanos = Math.min(nanos, (double) (THREADS.getCurrentThreadCpuTime() - start));
            bytes = Math.min(bytes, (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated));
        }
        return new Cost(nanos, bytes);
    }

    private static int check(SchemaModel schema, List<byte[]> sources) {
        QueryChecker checker = new QueryChecker(schema);
        int checked = 0;
        for (byte[] source : sources) {
            for (QueryDecl query :
                    QueryParser.parse(source).file().orElseThrow().queries()) {
                checked += checker.check(query).query().isPresent() ? 1 : 0;
            }
        }
        return checked;
    }

    private static List<byte[]> sources(int queries, boolean together) {
        List<String> texts = new ArrayList<>();
        IntStream.rangeClosed(1, queries)
                .forEach(i -> texts.add(QUERIES.get(i % QUERIES.size()).formatted(i)));
        List<String> sources = together ? List.of(String.join("\n", texts)) : texts;
        return sources.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}

package org.omnigraph.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.omnigraph.cli.Omnigraph;

/// How the cost of `validate` and `plan` grows with the number of stored queries: processor time (the least of the
/// warm runs) and allocated bytes, in one process. Allocated bytes repeat from run to run, so they are the figure to
/// trust; both exponents, of each size against the one before, should stay near 1.
public final class Growth {
    private static final int[] SIZES = {100, 1_000, 10_000};
    private static final int WARM_UPS = 1;
    private static final int RUNS = 3;

    private Growth() {}

    /// What one run cost.
    private record Cost(int queries, double cpuMillis, double bytes) {
        /// The exponents of time and bytes against a smaller size.
        String exponentsSince(Cost smaller) {
            double growth = Math.log((double) queries / smaller.queries);
            return String.format(
                    Locale.ROOT,
                    "%9.2f %9.2f",
                    Math.log(cpuMillis / smaller.cpuMillis) / growth,
                    Math.log(bytes / smaller.bytes) / growth);
        }
    }

    /// Prints the table.
    ///
    /// @param args the numbers of queries, ascending, unless the usual three
    public static void main(String[] args) throws IOException {
        int[] sizes = args.length == 0
                ? SIZES
                : Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
        System.out.println(
                "command     queries    cpu ms   wall ms   MB allocated   KB per query   exponent of cpu, of bytes");
        for (String command : new String[] {"validate", "plan"}) {
            @Nullable Cost before = null;
            for (int size : sizes) {
                Cost cost = measure(command, size);
                System.out.println(before == null ? "" : "   " + cost.exponentsSince(before));
                before = cost;
            }
        }
    }

    private static Cost measure(String command, int queries) throws IOException {
        Path folder = Files.createTempDirectory("omnigraph-growth");
        try {
            write(folder, queries);
            run(folder, "import");
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long bytes = 0;
            double millis = Double.MAX_VALUE;
            double cpuMillis = Double.MAX_VALUE;
            for (int i = 0; i < WARM_UPS + RUNS; i++) {
                long allocated = threads.getTotalThreadAllocatedBytes();
                long cpu = system.getProcessCpuTime();
                long start = System.nanoTime();
                run(folder, command);
                millis = Math.min(millis, (System.nanoTime() - start) / 1e6);
                cpuMillis = Math.min(cpuMillis, (system.getProcessCpuTime() - cpu) / 1e6);
                bytes = threads.getTotalThreadAllocatedBytes() - allocated;
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %8d %9.0f %9.0f %14.1f %14.1f",
                    command,
                    queries,
                    cpuMillis,
                    millis,
                    bytes / 1e6,
                    bytes / 1e3 / queries);
            return new Cost(queries, cpuMillis, bytes);
        } finally {
            delete(folder);
        }
    }

    private static void run(Path folder, String command) {
        int code = Omnigraph.rehearse(folder, Map.of(), "cluster", command, "--config", folder.toString());
        if (code != 0) {
            throw new IllegalStateException(command + " exited with " + code);
        }
    }

    private static void write(Path folder, int queries) throws IOException {
        Files.writeString(folder.resolve("cluster.yaml"), """
                version: 1
                graphs:
                  g:
                    schema: g.pg
                    queries: queries/
                """);
        Files.writeString(folder.resolve("g.pg"), """
                node Person { name: String @key  age: I32? }
                edge Knows: Person -> Person { since: Date? }
                """);
        Path folderOfQueries = Files.createDirectory(folder.resolve("queries"));
        for (int i = 0; i < queries; i++) {
            Files.writeString(folderOfQueries.resolve("q" + i + ".gq"), """
                    query q%d($name: String, $age: I32) {
                        match { $p: Person { name: $name }  $p knows{1,2} $f  $f.age > $age }
                        return { $f.name, $f.age as age }
                        order { age desc }
                        limit %d
                    }
                    """.formatted(i, i + 1));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

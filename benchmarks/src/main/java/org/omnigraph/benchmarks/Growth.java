package org.omnigraph.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.omnigraph.controlplane.cli.Omnigraph;

/// How the cost of `validate` and `plan` grows with the number of stored queries: wall time and allocated bytes,
/// warm, in one process. Allocated bytes repeat from run to run, so they are the figure to trust; the exponent should
/// stay near 1.
public final class Growth {
    private static final int[] SIZES = {100, 1_000, 10_000};
    private static final int WARM_UPS = 3;

    private Growth() {}

    /// Prints the table.
    public static void main(String[] args) throws IOException {
        System.out.println("command     queries        ms   MB allocated   KB per query   exponent");
        for (String command : new String[] {"validate", "plan"}) {
            double before = 0;
            for (int i = 0; i < SIZES.length; i++) {
                double bytes = measure(command, SIZES[i]);
                String exponent = i == 0
                        ? "-"
                        : String.format(
                                Locale.ROOT,
                                "%.2f",
                                Math.log(bytes / before) / Math.log((double) SIZES[i] / SIZES[i - 1]));
                System.out.println("   " + exponent);
                before = bytes;
            }
        }
    }

    private static double measure(String command, int queries) throws IOException {
        Path folder = Files.createTempDirectory("omnigraph-growth");
        try {
            write(folder, queries);
            run(folder, "import");
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long bytes = 0;
            double millis = 0;
            for (int i = 0; i <= WARM_UPS; i++) {
                long allocated = threads.getTotalThreadAllocatedBytes();
                long start = System.nanoTime();
                run(folder, command);
                millis = (System.nanoTime() - start) / 1e6;
                bytes = threads.getTotalThreadAllocatedBytes() - allocated;
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %8d %9.0f %14.1f %14.1f",
                    command,
                    queries,
                    millis,
                    bytes / 1e6,
                    bytes / 1e3 / queries);
            return bytes;
        } finally {
            delete(folder);
        }
    }

    private static void run(Path folder, String command) {
        int code = Omnigraph.rehearse(folder, "cluster", command, "--config", folder.toString());
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

package org.omnigraph.benchmarks.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// How many stored point queries a second a server answers over HTTP with token and policy, as a ratio to its own
/// health answer, which is close to an echo. Closed loop over connections that stay open. With several
/// checkouts their servers run in turn, round by round, so that the machine's drift meets all.
public final class Throughput {
    private static final int PERSONS = 10_000;
    private static final int KNOWS = 50_000;
    private static final double WARM_UP_SECONDS = 15;
    private static final int[] CONNECTIONS = {8, 32};

    private Throughput() {}

    /// Prints the table.
    ///
    /// @param args the rounds, the seconds of each measurement, and the roots of one or more checkouts
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        int rounds = Integer.parseInt(args[0]);
        double seconds = Double.parseDouble(args[1]);
        Path work = Files.createTempDirectory("omnigraph-throughput");
        Map<Path, Victim> servers = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (int i = 2; i < args.length; i++) {
                Path root = Path.of(args[i]).toAbsolutePath().normalize();
                Checkout checkout = new Checkout(root);
                Path cached = new PeopleGraph(PERSONS, KNOWS, 13).cached(checkout, work);
                Path cluster = Folders.copy(cached, work.resolve("cluster-" + i));
                servers.put(root, Victim.start(checkout, cluster, work.resolve(i + ".log"), Map.of("LC_ALL", "C")));
            }
            measure(servers, rounds, seconds, threads);
        } finally {
            servers.values().forEach(Victim::close);
            Folders.delete(work);
        }
    }

    private static void measure(Map<Path, Victim> servers, int rounds, double seconds, ExecutorService threads)
            throws InterruptedException, ExecutionException {
        byte[][] points = new byte[64][];
        for (int i = 0; i < points.length; i++) {
            // One actor may not have as many requests in flight as there are connections.
            points[i] = RequestBytes.point("heavy-" + (1 + i % 8), i * 97);
        }
        byte[][] echo = {RequestBytes.HEALTH};
        for (Victim server : servers.values()) {
            perSecond(server, points, 8, WARM_UP_SECONDS, threads);
            perSecond(server, echo, 8, seconds, threads);
        }
        for (int connections : CONNECTIONS) {
            Map<Path, List<double[]>> seen = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                for (Map.Entry<Path, Victim> server : servers.entrySet()) {
                    double before = perSecond(server.getValue(), echo, connections, seconds / 2, threads);
                    double point = perSecond(server.getValue(), points, connections, seconds, threads);
                    double after = perSecond(server.getValue(), echo, connections, seconds / 2, threads);
                    seen.computeIfAbsent(server.getKey(), root -> new ArrayList<>())
                            .add(new double[] {point, (before + after) / 2});
                }
            }
            seen.forEach((root, pairs) -> print(root, connections, pairs));
        }
    }

    private static void print(Path root, int connections, List<double[]> pairs) {
        System.out.printf(
                Locale.ROOT,
                "%2d connections  point/health %s   point/s %6.0f  health/s %6.0f   %s%n",
                connections,
                spread(pairs.stream().mapToDouble(pair -> pair[0] / pair[1]).toArray()),
                median(pairs.stream().mapToDouble(pair -> pair[0]).toArray()),
                median(pairs.stream().mapToDouble(pair -> pair[1]).toArray()),
                root);
    }

    private static String spread(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return String.format(Locale.ROOT, "%.3f %.3f %.3f", sorted[0], median(values), sorted[sorted.length - 1]);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /// RequestBytes answered in a second by all connections together.
    private static double perSecond(
            Victim server, byte[][] requests, int connections, double seconds, ExecutorService threads)
            throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        List<Callable<Long>> loops = new ArrayList<>();
        for (int c = 0; c < connections; c++) {
            int first = c;
            loops.add(() -> loop(server.port(), requests, first, end));
        }
        long answered = 0;
        for (Future<Long> loop : threads.invokeAll(loops)) {
            answered += loop.get();
        }
        return answered / ((System.nanoTime() - start) / 1e9);
    }

    private static long loop(int port, byte[][] requests, int first, long end) throws IOException {
        long answered = 0;
        try (RawConnection wire = RawConnection.open(port, 10_000)) {
            while (System.nanoTime() < end) {
                Answer answer = wire.ask(requests[(int) ((first + answered) % requests.length)]);
                if (!answer.isWhole(200)) {
                    throw new IOException("the answer was " + answer.label() + ": " + answer.text());
                }
                answered++;
            }
        }
        return answered;
    }
}

package org.omnigraph.server.serve;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.omnigraph.server.boot.ServedCluster;

/// What this process counts, in Prometheus' text form. Label values come from the route table and the applied catalog
/// alone, so their number is bounded. Safe for many threads.
public final class ServerMetrics {
    private static final double[] BUCKET_SECONDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
    };
    private static final double NANOS_PER_SECOND = 1e9;

    private record Request(String method, String route, int status) implements Comparable<Request> {
        @Override
        public int compareTo(Request other) {
            return toString().compareTo(other.toString());
        }
    }

    private record Stored(String graph, String query, String kind) implements Comparable<Stored> {
        @Override
        public int compareTo(Stored other) {
            return toString().compareTo(other.toString());
        }
    }

    private static final class Histogram {
        private final LongAdder[] buckets = new LongAdder[BUCKET_SECONDS.length];
        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        Histogram() {
            for (int i = 0; i < buckets.length; i++) {
                buckets[i] = new LongAdder();
            }
        }

        void observe(long tookNanos) {
            for (int i = 0; i < buckets.length; i++) {
                if (tookNanos <= BUCKET_SECONDS[i] * NANOS_PER_SECOND) {
                    buckets[i].increment();
                    break;
                }
            }
            count.increment();
            nanos.add(tookNanos);
        }
    }

    private final Map<Request, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<String, Histogram> durations = new ConcurrentHashMap<>();
    private final Map<Stored, LongAdder> stored = new ConcurrentHashMap<>();
    private final LongAdder inFlight = new LongAdder();

    public void started() {
        inFlight.increment();
    }

    /// Counts one answer.
    ///
    /// @param route the template, or `unmatched`
    public void finished(String method, String route, int status, long tookNanos) {
        inFlight.decrement();
        requests.computeIfAbsent(new Request(method, route, status), r -> new LongAdder())
                .increment();
        durations.computeIfAbsent(route, r -> new Histogram()).observe(tookNanos);
    }

    public long inFlight() {
        return inFlight.sum();
    }

    public void storedQuery(String graph, String query, boolean mutation) {
        stored.computeIfAbsent(new Stored(graph, query, mutation ? "mutate" : "read"), s -> new LongAdder())
                .increment();
    }

    public String text(ServedCluster cluster) {
        StringBuilder out = new StringBuilder();
        head(out, "omnigraph_build_info", "gauge", "This build; always 1.");
        line(out, "omnigraph_build_info{version=\"" + Version.TEXT + "\"}", 1);
        head(out, "omnigraph_applied_revision", "gauge", "The ledger revision that is served.");
        line(out, "omnigraph_applied_revision", cluster.revision());
        head(out, "omnigraph_graphs_served", "gauge", "Graphs that are served.");
        line(out, "omnigraph_graphs_served", cluster.graphs().size());
        head(out, "omnigraph_graphs_quarantined", "gauge", "Graphs of the revision that are not served.");
        line(out, "omnigraph_graphs_quarantined", cluster.quarantined().size());
        head(out, "omnigraph_http_requests_in_flight", "gauge", "Requests that are being answered.");
        line(out, "omnigraph_http_requests_in_flight", inFlight());
        head(out, "omnigraph_http_requests_total", "counter", "Requests answered.");
        new TreeMap<>(requests)
                .forEach((request, count) -> line(
                        out,
                        "omnigraph_http_requests_total{method=\"" + request.method + "\",route=\"" + request.route
                                + "\",status=\"" + request.status + "\"}",
                        count.sum()));
        histograms(out);
        head(out, "omnigraph_stored_query_invocations_total", "counter", "Stored queries invoked.");
        new TreeMap<>(stored)
                .forEach((query, count) -> line(
                        out,
                        "omnigraph_stored_query_invocations_total{graph=\"" + query.graph + "\",query=\"" + query.query
                                + "\",kind=\"" + query.kind + "\"}",
                        count.sum()));
        return out.toString();
    }

    private void histograms(StringBuilder out) {
        String name = "omnigraph_http_request_duration_seconds";
        head(out, name, "histogram", "How long answers took.");
        new TreeMap<>(durations).forEach((route, histogram) -> {
            long below = 0;
            for (int i = 0; i < BUCKET_SECONDS.length; i++) {
                below += histogram.buckets[i].sum();
                line(out, name + "_bucket{route=\"" + route + "\",le=\"" + BUCKET_SECONDS[i] + "\"}", below);
            }
            long count = histogram.count.sum();
            line(out, name + "_bucket{route=\"" + route + "\",le=\"+Inf\"}", count);
            out.append(name).append("_sum{route=\"").append(route).append("\"} ");
            out.append(String.format(Locale.ROOT, "%.6f", histogram.nanos.sum() / NANOS_PER_SECOND));
            out.append('\n');
            line(out, name + "_count{route=\"" + route + "\"}", count);
        });
    }

    private static void head(StringBuilder out, String name, String type, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder out, String series, long value) {
        out.append(series).append(' ').append(value).append('\n');
    }
}

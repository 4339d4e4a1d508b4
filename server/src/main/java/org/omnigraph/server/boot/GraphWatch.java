package org.omnigraph.server.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphEngine;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphProbe;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which of the served graphs have lost something since they were opened: a file that is missing or of the wrong
/// length, or the whole root. Looked at when the server starts and again behind whoever asks, one look at a time.
///
/// Whoever asks is told what the last look saw, and never waits. Looks begin [#PAUSE] apart at least, and take a
/// twentieth of the time at most, however many files there are. Safe for use by many threads.
public final class GraphWatch implements Supplier<SortedMap<String, List<Diagnostic>>> {
    /// From the end of a look to the beginning of the next.
    public static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(GraphWatch.class);
    private static final int PAUSE_PER_LOOK = 19;
    /// Of one graph, in the log and in memory.
    private static final int REASONS_MAX = 100;

    private final List<ServedGraph> graphs;
    private final GraphEngine engine;
    private final LongSupplier nanos;
    private final Executor background;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile SortedMap<String, List<Diagnostic>> seen = Collections.emptySortedMap();
    private volatile long dueAt;

    /// @param nanos a clock that never goes back, for the pauses
    /// @param background runs a look that was found due
    public GraphWatch(ServedCluster cluster, GraphEngine engine, LongSupplier nanos, Executor background) {
        this.graphs = List.copyOf(cluster.graphs().values());
        this.engine = engine;
        this.nanos = nanos;
        this.background = background;
        this.dueAt = nanos.getAsLong();
    }

    /// What is wrong, by graph id, as the last look saw it; has another one begun if it is due.
    @Override
    public SortedMap<String, List<Diagnostic>> get() {
        if (nanos.getAsLong() - dueAt >= 0 && looking.compareAndSet(false, true)) {
            background.execute(this::lookOnce);
        }
        return seen;
    }

    /// Looks now, in the caller's thread, unless somebody does already.
    public void look() {
        if (looking.compareAndSet(false, true)) {
            lookOnce();
        }
    }

    private void lookOnce() {
        long began = nanos.getAsLong();
        try {
            SortedMap<String, List<Diagnostic>> found = new TreeMap<>();
            for (ServedGraph graph : graphs) {
                List<Diagnostic> reasons = reasons(graph);
                log(graph.id(), reasons);
                if (!reasons.isEmpty()) {
                    found.put(graph.id(), reasons);
                }
            }
            seen = Collections.unmodifiableSortedMap(found);
        } finally {
            long now = nanos.getAsLong();
            dueAt = now + Math.max(PAUSE.toNanos(), PAUSE_PER_LOOK * (now - began));
            looking.set(false);
        }
    }

    /// A store that does not answer says nothing about the graph: then the last word stands.
    private List<Diagnostic> reasons(ServedGraph served) {
        try {
            return look(served.id(), served.graph());
        } catch (StoreException | GraphException e) {
            LOG.atWarn()
                    .addKeyValue("graph_id", served.id())
                    .addKeyValue("error", e.getMessage())
                    .log("the graph's files could not be looked at");
            return seen.getOrDefault(served.id(), List.of());
        }
    }

    private List<Diagnostic> look(String id, Graph graph) {
        List<Diagnostic> reasons = new ArrayList<>();
        switch (engine.probe(graph.root())) {
            case GraphProbe.Absent() -> reasons.add(gone(id, "its root is missing"));
            case GraphProbe.Partial _ -> reasons.add(gone(id, "its root holds no committed graph"));
            case GraphProbe.Unreadable(String reason) -> reasons.add(corrupt(id, reason));
            case GraphProbe.Present(String _, String incarnation) -> {
                if (!incarnation.equals(graph.incarnation())) {
                    reasons.add(gone(id, "it was deleted and made again since the server started"));
                }
            }
        }
        engine.inspect(graph.root()).stream()
                .limit(REASONS_MAX)
                .forEach(file -> reasons.add(corrupt(id, file.message())));
        return List.copyOf(reasons);
    }

    private static Diagnostic gone(String id, String reason) {
        return Diagnostic.of(DiagnosticCode.GRAPH_UNAVAILABLE, "graph." + id, reason);
    }

    private static Diagnostic corrupt(String id, String reason) {
        return Diagnostic.of(DiagnosticCode.GRAPH_CORRUPT, "graph." + id, reason);
    }

    /// Says what is new since the last look.
    private void log(String id, List<Diagnostic> reasons) {
        List<Diagnostic> known = seen.getOrDefault(id, List.of());
        for (Diagnostic reason : reasons) {
            if (!known.contains(reason)) {
                LOG.atWarn()
                        .addKeyValue("graph_id", id)
                        .addKeyValue("code", reason.code().wireName())
                        .addKeyValue("error", reason.message())
                        .log("graph damaged");
            }
        }
        if (reasons.isEmpty() && !known.isEmpty()) {
            LOG.atInfo().addKeyValue("graph_id", id).log("graph whole again");
        }
    }
}

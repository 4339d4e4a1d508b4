package org.omnigraph.server;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.omnigraph.catalog.applied.ClusterSource;
import org.omnigraph.engine.api.GraphEngine;
import org.omnigraph.server.boot.BootOutcome;
import org.omnigraph.server.boot.BootRequest;
import org.omnigraph.server.boot.GraphWatch;
import org.omnigraph.server.boot.QuarantinedGraph;
import org.omnigraph.server.boot.ServedCluster;
import org.omnigraph.server.boot.ServedGraph;
import org.omnigraph.server.boot.ServerBoot;
import org.omnigraph.server.http.HttpServer;
import org.omnigraph.server.serve.ServerLimits;
import org.omnigraph.server.serve.Workbench;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.ExitCode;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.ObjectStores;
import org.omnigraph.state.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// From options to a listening server: open the store, boot the applied revision, bind.
public final class ServerStart {
    private static final Logger LOG = LoggerFactory.getLogger(ServerStart.class);

    private final Supplier<GraphEngine> engines;
    private final Workbench bench;
    private final InstantSource clock;

    /// @param engines makes the process's one engine
    /// @param bench where queries and writes are done
    public ServerStart(Supplier<GraphEngine> engines, Workbench bench, InstantSource clock) {
        this.engines = engines;
        this.bench = bench;
        this.clock = clock;
    }

    public Starting start(ServerOptions options) {
        return switch (ClusterSource.resolve(options.cluster(), Path.of("").toAbsolutePath())) {
            case ClusterSource.Resolution.Unknown unknown ->
                new Starting.Refused(unknown.exitCode(), List.of(unknown.problem()));
            case ClusterSource.Resolution.Found found -> {
                try {
                    yield start(options, ObjectStores.open(found.location(), options.environment()));
                } catch (StoreException e) {
                    yield new Starting.Refused(
                            e.code().exitCode(),
                            List.of(Diagnostic.of(e.code(), e.location(), String.valueOf(e.getMessage()))));
                }
            }
        };
    }

    private Starting start(ServerOptions options, ObjectStore store) {
        GraphEngine engine = engines.get();
        IdSource ids = IdSource.ulids(clock);
        ServerBoot boot = new ServerBoot(store, new Ledger(store, ids, clock), engine);
        BootRequest request =
                new BootRequest(options.unauthenticated(), options.allowDegraded(), options.environment());
        Starting starting = switch (boot.boot(request)) {
            case BootOutcome.Refused(ExitCode exitCode, List<Diagnostic> reasons) ->
                new Starting.Refused(exitCode, reasons);
            case BootOutcome.Serving(ServedCluster cluster) -> listen(options, cluster, engine, store, ids);
            case BootOutcome.Quarantined(ServedCluster cluster) -> listen(options, cluster, engine, store, ids);
        };
        if (starting instanceof Starting.Refused) {
            engine.close();
            store.close();
        }
        return starting;
    }

    private Starting listen(
            ServerOptions options, ServedCluster cluster, GraphEngine engine, ObjectStore store, IdSource ids) {
        log(cluster);
        GraphWatch watch = new GraphWatch(cluster, engine, System::nanoTime, Thread::startVirtualThread);
        watch.look();
        Optional<HttpServer> http = bind(options, cluster, watch, ids);
        if (http.isEmpty()) {
            cluster.close();
            String address = options.http().host() + ":" + options.http().port();
            return new Starting.Refused(
                    DiagnosticCode.BIND_FAILED.exitCode(),
                    List.of(Diagnostic.of(DiagnosticCode.BIND_FAILED, address, "this address cannot be listened on")));
        }
        LOG.atInfo()
                .addKeyValue("bind", http.get().address())
                .addKeyValue("mode", "cluster")
                .addKeyValue("graph_count", cluster.graphs().size())
                .addKeyValue("config", options.cluster())
                .log("serving");
        return new Starting.Listening(new RunningServer(http.get(), cluster, bench, engine, store));
    }

    private Optional<HttpServer> bind(ServerOptions options, ServedCluster cluster, GraphWatch watch, IdSource ids) {
        ServerLimits limits = ServerLimits.from(options.environment());
        try {
            return Optional.of(HttpServer.start(cluster, options.http(), limits, bench, watch, ids));
        } catch (IllegalStateException | java.io.UncheckedIOException e) {
            LOG.atWarn().setCause(e).log("binding failed");
            return Optional.empty();
        }
    }

    private static void log(ServedCluster cluster) {
        for (ServedGraph graph : cluster.graphs().values()) {
            LOG.atInfo().addKeyValue("graph_id", graph.id()).log("graph routed");
        }
        for (QuarantinedGraph graph : cluster.quarantined()) {
            for (Diagnostic reason : graph.reasons()) {
                LOG.atWarn()
                        .addKeyValue("graph_id", graph.id())
                        .addKeyValue("code", reason.code().wireName())
                        .addKeyValue("error", reason.message())
                        .log("graph quarantined");
            }
        }
    }
}

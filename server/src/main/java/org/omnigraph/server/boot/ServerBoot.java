package org.omnigraph.server.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.applied.AppliedCatalog;
import org.omnigraph.catalog.applied.AppliedFault;
import org.omnigraph.catalog.applied.AppliedGraph;
import org.omnigraph.catalog.applied.AppliedPolicy;
import org.omnigraph.catalog.payload.PayloadStore;
import org.omnigraph.catalog.policy.CompiledPolicy;
import org.omnigraph.catalog.policy.PolicyCompilation;
import org.omnigraph.catalog.policy.PolicyCompiler;
import org.omnigraph.engine.api.GraphEngine;
import org.omnigraph.server.auth.Authorizer;
import org.omnigraph.server.auth.RuntimeState;
import org.omnigraph.server.auth.TokenLoading;
import org.omnigraph.server.auth.TokenSources;
import org.omnigraph.server.auth.TokenTable;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.ExitCode;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.recovery.SidecarStore;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the applied revision ready to be served (http-api.md §1). The steps, in order: sidecars, ledger, payloads
/// and parsing; tokens and the runtime state; the cluster's bundle, then the graphs; sidecars and ledger once more.
/// Reads only.
public final class ServerBoot {
    private static final Logger LOG = LoggerFactory.getLogger(ServerBoot.class);
    private static final int STARTS_MAX = 3;
    private static final KeyPrefix CLUSTER = KeyPrefix.ROOT.folder("__cluster");

    private final AppliedSource source;
    private final GraphOpener opener;

    public ServerBoot(ObjectStore store, Ledger ledger, GraphEngine engine) {
        this.source = new AppliedSource(new SidecarStore(store), ledger, new PayloadStore(store, CLUSTER));
        this.opener = new GraphOpener(store, engine);
    }

    public BootOutcome boot(BootRequest request) {
        for (int start = 1; start <= STARTS_MAX; start++) {
            try {
                return once(request);
            } catch (BootRefusal refusal) {
                return refusal.outcome();
            } catch (StoreException e) {
                return new BootOutcome.Refused(
                        e.code().exitCode(), List.of(Diagnostic.of(e.code(), e.location(), text(e))));
            } catch (RevisionMovedException e) {
                LOG.atInfo().addKeyValue("start", start).log("the ledger moved during the boot; starting over");
            }
        }
        return new BootOutcome.Refused(
                ExitCode.TEMPORARY,
                List.of(Diagnostic.of(
                        DiagnosticCode.STATE_CAS_MISMATCH,
                        "__cluster/state.json",
                        "the ledger moved during each of " + STARTS_MAX + " starts; start again when it is quiet")));
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage());
    }

    private BootOutcome once(BootRequest request) throws BootRefusal, RevisionMovedException {
        List<AppliedSource.Pending> pending = source.pending();
        LedgerSnapshot snapshot = source.ledger();
        snapshot.warnings()
                .forEach(warning -> LOG.atWarn()
                        .addKeyValue("code", warning.code().wireName())
                        .log(warning.message()));
        AppliedCatalog catalog = source.resolve(snapshot);
        refuseIfAny(catalog.faults().stream()
                .filter(fault -> fault instanceof AppliedFault.ClusterWide)
                .map(AppliedFault::diagnostic)
                .toList());
        Faults faults = new Faults();
        pending.forEach(sidecar -> faults.add(sidecar.graphId(), sidecar.diagnostic()));
        catalog.faults()
                .forEach(fault -> fault.localTo().ifPresent(graph -> faults.add(graph.value(), fault.diagnostic())));

        TokenTable tokens = tokens(request);
        RuntimeState state = runtimeState(request, tokens, catalog);
        Optional<CompiledPolicy> clusterPolicy = compileClusterPolicy(catalog);

        List<AppliedGraph> healthy = catalog.graphs().values().stream()
                .filter(graph -> !faults.has(graph.id().value()))
                .toList();
        List<GraphOpening> openings = opener.openAll(catalog, healthy);
        boolean kept = false;
        try {
            lookAgain(snapshot, pending, faults);
            BootOutcome outcome =
                    settle(request, snapshot, openings, faults, tokens, new Authorizer(state, clusterPolicy));
            kept = true;
            return outcome;
        } finally {
            if (!kept) {
                GraphOpening.release(openings);
            }
        }
    }

    private static void refuseIfAny(List<Diagnostic> reasons) throws BootRefusal {
        if (reasons.isEmpty()) {
            return;
        }
        boolean unreadable = reasons.stream().anyMatch(d -> d.code() == DiagnosticCode.CATALOG_PAYLOAD_READ_ERROR);
        throw new BootRefusal(unreadable ? ExitCode.UNAVAILABLE : ExitCode.DATA, reasons);
    }

    private static TokenTable tokens(BootRequest request) throws BootRefusal {
        return switch (TokenSources.load(request.environment())) {
            case TokenLoading.Loaded loaded -> {
                LOG.atInfo()
                        .addKeyValue("source", loaded.source())
                        .addKeyValue("actors", loaded.table().size())
                        .log("bearer tokens loaded");
                TokenSources.exposure(request.environment())
                        .ifPresent(exposed -> LOG.atWarn()
                                .addKeyValue("code", exposed.code().wireName())
                                .log(exposed.message()));
                yield loaded.table();
            }
            case TokenLoading.Refused refused -> throw new BootRefusal(ExitCode.CONFIG, refused.problem());
        };
    }

    private static RuntimeState runtimeState(BootRequest request, TokenTable tokens, AppliedCatalog catalog)
            throws BootRefusal {
        boolean hasPolicy =
                catalog.policies().values().stream().anyMatch(p -> !p.bindings().isEmpty());
        Optional<RuntimeState> state = RuntimeState.of(!tokens.isEmpty(), hasPolicy, request.unauthenticated());
        if (state.isEmpty()) {
            throw new BootRefusal(
                    ExitCode.CONFIG,
                    Diagnostic.of(
                            DiagnosticCode.SERVER_CONSENT_MISSING,
                            "",
                            hasPolicy
                                    ? "policies are applied but there is no bearer token, so no request could ever pass"
                                    : "there are neither tokens nor policies; a fully open server needs explicit consent"));
        }
        switch (state.get()) {
            case OPEN -> LOG.warn("running open: no authentication, every graph action is allowed");
            case DEFAULT_DENY ->
                LOG.warn("running default-deny: no policy is applied, so authenticated actors may only read");
            case POLICY -> {}
        }
        return state.get();
    }

    private static Optional<CompiledPolicy> compileClusterPolicy(AppliedCatalog catalog) throws BootRefusal {
        Optional<AppliedPolicy> bound = catalog.clusterPolicy();
        if (bound.isEmpty()) {
            return Optional.empty();
        }
        return switch (PolicyCompiler.compileForCluster(bound.get().document())) {
            case PolicyCompilation.Compiled(CompiledPolicy compiled) -> Optional.of(compiled);
            case PolicyCompilation.Failed(List<Diagnostic> refused) ->
                throw new BootRefusal(
                        ExitCode.DATA,
                        refused.stream()
                                .map(d -> d.withPath("policy." + bound.get().name()))
                                .toList());
        };
    }

    /// Notices an apply that ran meanwhile: a moved revision starts the boot over, a new sidecar is its graph's
    /// fault.
    private void lookAgain(LedgerSnapshot before, List<AppliedSource.Pending> known, Faults faults)
            throws BootRefusal, RevisionMovedException {
        List<AppliedSource.Pending> now = source.pending();
        LedgerSnapshot after = source.ledger();
        if (!after.stateCas().equals(before.stateCas())) {
            throw new RevisionMovedException();
        }
        for (AppliedSource.Pending sidecar : now) {
            if (!known.contains(sidecar)) {
                faults.add(sidecar.graphId(), sidecar.diagnostic());
            }
        }
    }

    private static BootOutcome settle(
            BootRequest request,
            LedgerSnapshot snapshot,
            List<GraphOpening> openings,
            Faults faults,
            TokenTable tokens,
            Authorizer authorizer)
            throws BootRefusal {
        for (GraphOpening opening : openings) {
            if (opening instanceof GraphOpening.Failed(String id, List<Diagnostic> reasons)) {
                reasons.forEach(reason -> faults.add(id, reason));
            }
        }
        if (!faults.isEmpty() && !request.allowDegraded()) {
            throw new BootRefusal(ExitCode.DATA, faults.all());
        }
        SortedMap<String, ServedGraph> served = new TreeMap<>();
        for (GraphOpening opening : openings) {
            if (opening instanceof GraphOpening.Opened(ServedGraph graph)) {
                if (faults.has(graph.id())) {
                    graph.graph().close();
                } else {
                    served.put(graph.id(), graph);
                }
            }
        }
        if (served.isEmpty()) {
            List<Diagnostic> reasons = new ArrayList<>();
            reasons.add(Diagnostic.of(
                    DiagnosticCode.CLUSTER_NO_HEALTHY_GRAPHS, "", "every graph of the revision is quarantined"));
            reasons.addAll(faults.all());
            throw new BootRefusal(ExitCode.DATA, reasons);
        }
        List<QuarantinedGraph> quarantined = faults.quarantined();
        ServedCluster cluster = new ServedCluster(snapshot.revision(), served, quarantined, tokens, authorizer);
        return quarantined.isEmpty() ? new BootOutcome.Serving(cluster) : new BootOutcome.Quarantined(cluster);
    }

    /// Graph-local faults so far, by graph.
    private static final class Faults {
        private final SortedMap<String, List<Diagnostic>> byGraph = new TreeMap<>();

        void add(String graphId, Diagnostic reason) {
            byGraph.computeIfAbsent(graphId, id -> new ArrayList<>()).add(reason);
        }

        boolean has(String graphId) {
            return byGraph.containsKey(graphId);
        }

        boolean isEmpty() {
            return byGraph.isEmpty();
        }

        List<Diagnostic> all() {
            return byGraph.values().stream().flatMap(List::stream).toList();
        }

        List<QuarantinedGraph> quarantined() {
            return byGraph.entrySet().stream()
                    .map(entry -> new QuarantinedGraph(entry.getKey(), entry.getValue()))
                    .toList();
        }
    }
}

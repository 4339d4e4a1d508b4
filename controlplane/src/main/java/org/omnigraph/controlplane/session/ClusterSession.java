package org.omnigraph.controlplane.session;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.payload.PayloadStore;
import org.omnigraph.engine.api.GraphEngine;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.state.approval.ApprovalStore;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.ledger.LedgerReading;
import org.omnigraph.state.lock.StateLock;
import org.omnigraph.state.recovery.SidecarEntry;
import org.omnigraph.state.recovery.SidecarStore;
import org.omnigraph.state.store.Both;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.LocalObjectStore;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.StoreProbe;
import org.omnigraph.state.time.Sleeper;

/// One command's view of one cluster: its store and everything that is kept in it. Closing it closes the store.
public final class ClusterSession implements AutoCloseable {
    /// Below it lies everything of the control plane's own.
    public static final KeyPrefix CLUSTER = KeyPrefix.ROOT.folder("__cluster");

    private final ObjectStore store;
    private final Supplier<GraphEngine> engine;
    private final InstantSource clock;
    private final IdSource ids;
    private final CommandProgress progress;
    private final Cancellation cancellation;
    private final Ledger ledger;
    private final StateLock lock;
    private final SidecarStore sidecars;
    private final ApprovalStore approvals;
    private final PayloadStore payloads;

    public ClusterSession(
            ObjectStore store,
            Supplier<GraphEngine> engine,
            InstantSource clock,
            IdSource ids,
            Sleeper sleeper,
            CommandProgress progress,
            Cancellation cancellation) {
        this.store = store;
        this.engine = engine;
        this.clock = clock;
        this.ids = ids;
        this.progress = progress;
        this.cancellation = cancellation;
        this.ledger = new Ledger(store, ids, clock);
        this.lock = new StateLock(store, ids, clock, sleeper);
        this.sidecars = new SidecarStore(store);
        this.approvals = new ApprovalStore(store);
        this.payloads = new PayloadStore(store, CLUSTER);
    }

    public Ledger ledger() {
        return ledger;
    }

    public StateLock lock() {
        return lock;
    }

    public SidecarStore sidecars() {
        return sidecars;
    }

    public ApprovalStore approvals() {
        return approvals;
    }

    public PayloadStore payloads() {
        return payloads;
    }

    public CommandProgress progress() {
        return progress;
    }

    public Cancellation cancellation() {
        return cancellation;
    }

    /// The engine; its classes are loaded by the first call.
    public GraphEngine engine() {
        return engine.get();
    }

    /// Where a graph of this cluster lives.
    public GraphRoot graphRoot(GraphId graph) {
        return GraphRoot.ofCluster(store, graph.value());
    }

    /// A fresh ULID.
    public String newId() {
        return ids.next();
    }

    /// The time, as text for people.
    public String now() {
        return clock.instant().toString();
    }

    /// The store as what it is on a local disk, for what only a disk can tell; nothing on an object store.
    public Optional<LocalObjectStore> localStore() {
        return store instanceof LocalObjectStore local ? Optional.of(local) : Optional.empty();
    }

    /// Reads the ledger and what waits for recovery, side by side if the store is across a network.
    public Both<LedgerReading, List<SidecarEntry>> readWithRecoveries() {
        return store.beside(ledger::read, sidecars::list);
    }

    /// Finds out whether the store can be trusted.
    public StoreProbe storeProbe() {
        return new StoreProbe(store, ids);
    }

    /// How many objects there are below a prefix.
    public int countBelow(KeyPrefix prefix) {
        return store.list(prefix).size();
    }

    /// Removes everything below a prefix.
    public void removeBelow(KeyPrefix prefix) {
        store.deletePrefix(prefix);
    }

    /// What a person would call the place where everything is stored.
    public String rootLocation() {
        return store.location("");
    }

    /// What a person would call a key below `__cluster/`.
    public String location(String relative) {
        return store.location(CLUSTER.value() + relative);
    }

    @Override
    public void close() {
        store.close();
    }
}

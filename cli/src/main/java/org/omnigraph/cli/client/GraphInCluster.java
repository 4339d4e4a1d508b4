package org.omnigraph.cli.client;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Shell;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectReader;
import org.omnigraph.state.store.ObjectStore;

/// Whether a root lies inside a cluster: `<storage>/graphs/<id>.omni` beside a ledger (cluster-contract.md §12). Who
/// makes or migrates such a graph behind the cluster's back makes it drift.
final class GraphInCluster {
    private static final Pattern ROOT = Pattern.compile("((?:.*/)?)graphs/[^/]+\\.omni/");

    private GraphInCluster() {}

    /// Looks at where the root really is, links followed.
    ///
    /// @throws Refusal with `graph_in_cluster` if that is inside a cluster
    static void refuse(GraphAddress address, Shell shell) {
        GraphAddress real = address.real();
        Matcher matcher = ROOT.matcher(real.folder().value());
        if (!matcher.matches()) {
            return;
        }
        try (ObjectStore store = shell.backends().openStore(real.storage())) {
            if (hasLedger(store, new KeyPrefix(matcher.group(1)))) {
                throw Refusal.of(
                        DiagnosticCode.GRAPH_IN_CLUSTER,
                        store.location(real.folder().value()),
                        "this graph lies inside a cluster, which alone makes and migrates its graphs; nothing was"
                                + " written");
            }
        }
    }

    /// The log is looked at too: it can rebuild a `state.json` that was lost.
    private static boolean hasLedger(ObjectStore store, KeyPrefix storage) {
        return exists(store, storage.key("__cluster/state.json"))
                || !store.list(storage.folder("__cluster/revisions")).isEmpty();
    }

    private static boolean exists(ObjectStore store, ObjectKey key) {
        Optional<ObjectReader> reader = store.open(key);
        reader.ifPresent(ObjectReader::close);
        return reader.isPresent();
    }
}

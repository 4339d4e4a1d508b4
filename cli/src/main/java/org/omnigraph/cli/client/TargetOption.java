package org.omnigraph.cli.client;

import org.jspecify.annotations.Nullable;
import org.omnigraph.cli.profile.ActorOption;
import org.omnigraph.cli.profile.Address;
import org.omnigraph.cli.profile.OperatorSettings;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Shell;
import picocli.CommandLine.Option;

/// Which graph a data command is about: a root in storage, or one behind a server (cluster-contract.md §12). An
/// address on the command line wins over an alias, that over a profile, that over the operator's defaults.
/// Nothing is guessed from a URL's scheme.
public final class TargetOption {
    @Option(names = "--store", paramLabel = "URI", description = "The graph's root: a path, file:// or s3://.")
    @Nullable
    String store;

    @Option(
            names = "--server",
            paramLabel = "NAME|URL",
            description = "Go through this server: a base URL, or a name in the operator's file.")
    @Nullable
    String server;

    @Option(names = "--graph", paramLabel = "ID", description = "Which graph of the server; alone, an alias.")
    @Nullable
    String graph;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "An address in the operator's file (default: OMNIGRAPH_PROFILE).")
    @Nullable
    String profile;

    /// Opens the graph.
    ///
    /// @param positional the address among the positional arguments; empty if there is none
    /// @param actor who acts on direct access; empty if unknown
    public GraphClient open(String positional, String actor, Shell shell) {
        return switch (resolve(positional, shell)) {
            case Address.Stored(String uri) -> GraphClients.direct(uri, actor, shell);
            case Address.Served(String name, String id) -> GraphClients.served(name, id, shell);
            case Address.Nowhere n -> throw nowhere();
        };
    }

    /// True if what is written lies on this machine's own file system.
    public boolean isLocal(String positional, Shell shell) {
        return resolve(positional, shell) instanceof Address.Stored(String uri) && GraphClients.isLocal(uri, shell);
    }

    /// True if an option names a graph.
    public boolean isGiven() {
        return store != null || server != null || graph != null || profile != null;
    }

    boolean isServed(String positional, Shell shell) {
        return resolve(positional, shell) instanceof Address.Served;
    }

    /// The actor of a write; empty if none is known, or if a server will take it from the bearer token.
    public String actor(ActorOption who, String positional, Shell shell) {
        if (isServed(positional, shell)) {
            who.refuseServed();
            return "";
        }
        return who.resolve(shell);
    }

    /// The address that is meant; refuses those that contradict each other, before any graph is looked at.
    public Address resolve(String positional, Shell shell) {
        String root = store;
        String name = server;
        String id = graph;
        if (root != null && (!positional.isEmpty() || name != null)) {
            throw Refusal.usage("--store is exclusive with a positional URI and --server", "Give one of them.");
        }
        if (name != null && !positional.isEmpty()) {
            throw Refusal.usage("--server is exclusive with a positional URI", "Give one of them.");
        }
        if (id != null && root != null) {
            throw Refusal.usage("--graph needs --server", "A graph's root in storage needs no --graph.");
        }
        if (root != null || !positional.isEmpty()) {
            return new Address.Stored(root == null ? positional : root);
        }
        if (name != null) {
            return new Address.Served(name, id == null ? "" : id);
        }
        return configured(shell);
    }

    private Address configured(Shell shell) {
        OperatorSettings settings = OperatorSettings.read(shell);
        String id = graph;
        if (id != null && settings.alias(id).isPresent()) {
            return new Address.Stored(settings.alias(id).get());
        }
        Address address = settings.address(profile, shell);
        if (id != null) {
            if (address instanceof Address.Served(String name, String other)) {
                return new Address.Served(name, id);
            }
            throw Refusal.usage("--graph needs --server", "`" + id + "` is no alias in the operator's file.");
        }
        if (address instanceof Address.Nowhere) {
            throw nowhere();
        }
        return address;
    }

    private static Refusal nowhere() {
        return Refusal.usage(
                "no graph is named",
                "Give its root, as in --store DIR/graphs/ID.omni, or --server URL --graph ID, or --profile NAME.");
    }
}

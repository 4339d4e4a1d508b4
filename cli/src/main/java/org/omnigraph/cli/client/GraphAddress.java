package org.omnigraph.cli.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Shell;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.ShellWord;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.RealPath;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.store.StoreLocation;

/// The root of a graph as a person writes it: a path, `file://` or `s3://` (cluster-contract.md §12). A graph inside
/// a cluster is a graph like any other here.
///
/// @param storage the store that holds the graph
/// @param folder the graph's folder in it
record GraphAddress(StoreLocation storage, KeyPrefix folder) {

    /// Reads an address.
    ///
    /// @throws Refusal if the text is no graph's root
    static GraphAddress parse(String text, Shell shell) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            throw Refusal.usage(
                    "`" + text + "` is the address of a server, not of a graph's storage",
                    "Use --server " + text + " --graph ID.");
        }
        try {
            return switch (StoreLocation.parse(text, shell.workingFolder())) {
                case StoreLocation.Local local -> ofFolder(text, local.folder());
                case StoreLocation.S3 s3 -> ofBucket(text, s3);
            };
        } catch (StoreException e) {
            throw Refusal.of(e.code(), text, e.getMessage() == null ? "it is no address" : e.getMessage());
        }
    }

    GraphRoot in(ObjectStore store) {
        return new GraphRoot(store, folder);
    }

    boolean isLocal() {
        return storage instanceof StoreLocation.Local;
    }

    /// The same graph by the path that it has once links are followed, as far as that path exists.
    GraphAddress real() {
        if (!(storage instanceof StoreLocation.Local(Path base))) {
            return this;
        }
        Path real = RealPath.of(base.resolve(folder.value()).normalize());
        return ofFolder(real.toString(), real);
    }

    private static GraphAddress ofFolder(String text, Path folder) {
        Path parent = folder.getParent();
        Path name = folder.getFileName();
        if (parent == null || name == null) {
            throw Refusal.usage("`" + text + "` is no graph's root", "Name a folder like DIR/graphs/ID.omni.");
        }
        if (Files.exists(folder.resolve("cluster.yaml")) || Files.isDirectory(folder.resolve("__cluster"))) {
            throw Refusal.of(org.omnigraph.state.diagnostic.Diagnostic.of(
                            DiagnosticCode.INVALID_USAGE, text, "this is a cluster's folder, not a graph")
                    .withHelp("Name one of its graphs: `--store " + ShellWord.quoted(text + "/graphs/ID.omni") + "`."));
        }
        if (name.toString().endsWith(".omni") && parent.endsWith("graphs") && parent.getParent() != null) {
            return new GraphAddress(
                    new StoreLocation.Local(parent.getParent()),
                    KeyPrefix.ROOT.folder("graphs").folder(name.toString()));
        }
        return new GraphAddress(new StoreLocation.Local(parent), KeyPrefix.ROOT.folder(name.toString()));
    }

    private static GraphAddress ofBucket(String text, StoreLocation.S3 s3) {
        String path = s3.prefix().value();
        if (path.isEmpty()) {
            throw Refusal.usage("`" + text + "` is a bucket, not a graph", "Name s3://BUCKET/graphs/ID.omni.");
        }
        return new GraphAddress(new StoreLocation.S3(s3.bucket(), KeyPrefix.ROOT), new KeyPrefix(path));
    }
}

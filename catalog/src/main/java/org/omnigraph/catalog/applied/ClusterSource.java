package org.omnigraph.catalog.applied;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.ExitCode;
import org.omnigraph.state.store.RegularFile;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.store.StoreLocation;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Where the cluster is stored, as `--cluster` says: a storage root with `://`, or a config folder, whose
/// `cluster.yaml` is read for `storage:` alone.
public final class ClusterSource {
    private static final int CONFIG_BYTES_MAX = 1 << 20;

    /// What resolving gave.
    public sealed interface Resolution {
        /// The place; whether anything is there is not known.
        record Found(StoreLocation location) implements Resolution {}

        /// What is written says no place.
        record Unknown(ExitCode exitCode, Diagnostic problem) implements Resolution {}
    }

    private ClusterSource() {}

    /// Looks at the folder, if it is one; opens no store.
    ///
    /// @param here what a relative path is relative to
    public static Resolution resolve(String cluster, Path here) {
        try {
            if (cluster.contains("://")) {
                return new Resolution.Found(StoreLocation.parse(cluster, here));
            }
            return ofFolder(here.resolve(cluster).normalize());
        } catch (StoreException e) {
            return unknown(ExitCode.DATA, e.code(), e.location(), String.valueOf(e.getMessage()));
        } catch (java.nio.file.InvalidPathException e) {
            return unknown(ExitCode.NO_INPUT, DiagnosticCode.CONFIG_MISSING, cluster, "this is not a path");
        }
    }

    private static Resolution ofFolder(Path folder) {
        Path file = folder.resolve("cluster.yaml");
        if (!Files.exists(file)) {
            return unknown(ExitCode.NO_INPUT, DiagnosticCode.CONFIG_MISSING, file.toString(), "there is no such file");
        }
        String text;
        try {
            if (Files.size(file) > CONFIG_BYTES_MAX) {
                return unknown(
                        ExitCode.DATA, DiagnosticCode.CONFIG_FILE_TOO_LARGE, file.toString(), "it is over 1 MiB");
            }
            text = new String(RegularFile.read(file, CONFIG_BYTES_MAX), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return unknown(ExitCode.DATA, DiagnosticCode.CONFIG_FILE_UNREADABLE, file.toString(), "it cannot be read");
        }
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setSchema(new CoreSchema())
                    .setMaxAliasesForCollections(0)
                    .build();
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isPresent() && root.get() instanceof MappingNode mapping) {
                return ofStorage(mapping, folder, file);
            }
            return unknown(ExitCode.DATA, DiagnosticCode.INVALID_CLUSTER_YAML, file.toString(), "it is not a mapping");
        } catch (YamlEngineException e) {
            return unknown(
                    ExitCode.DATA,
                    DiagnosticCode.INVALID_CLUSTER_YAML,
                    file.toString(),
                    "it is not valid YAML, so the storage root is unknown: " + e.getMessage());
        }
    }

    private static Resolution ofStorage(MappingNode mapping, Path folder, Path file) {
        Node storage = null;
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals("storage")) {
                if (storage != null) {
                    return unknown(
                            ExitCode.DATA,
                            DiagnosticCode.DUPLICATE_YAML_KEY,
                            file.toString(),
                            "`storage` stands twice, so the storage root is unknown");
                }
                storage = tuple.getValueNode();
            }
        }
        if (storage == null) {
            return new Resolution.Found(new StoreLocation.Local(folder));
        }
        if (!(storage instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.STR)) {
            return unknown(
                    ExitCode.DATA,
                    DiagnosticCode.INVALID_STORAGE_ROOT,
                    file.toString(),
                    "`storage` must be a path or a URI");
        }
        return new Resolution.Found(StoreLocation.parse(scalar.getValue(), folder));
    }

    private static Resolution unknown(ExitCode exitCode, DiagnosticCode code, String path, String message) {
        return new Resolution.Unknown(exitCode, Diagnostic.of(code, path, message));
    }
}

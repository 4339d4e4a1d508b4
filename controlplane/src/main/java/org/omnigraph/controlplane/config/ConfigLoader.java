package org.omnigraph.controlplane.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.Json;

/// From a config folder to a desired cluster (cluster-contract.md §2, §5). Reads nothing outside the folder, touches
/// no store, and reports every problem of every file in one run.
public final class ConfigLoader {
    private ConfigLoader() {}

    /// Loads and checks the whole folder.
    public static LoadedConfig load(Path configDir) {
        return load(configDir, EditedFiles.NONE);
    }

    /// Loads and checks the whole folder as it would be if these texts were saved.
    public static LoadedConfig load(Path configDir, EditedFiles edited) {
        List<Diagnostic> problems = new ArrayList<>();
        Optional<ConfigFolder> folder = openFolder(configDir, edited, problems);
        if (folder.isEmpty()) {
            return LoadedConfig.failed(problems);
        }
        Optional<ClusterYaml> yaml = readClusterYaml(folder.get(), problems);
        if (yaml.isEmpty()) {
            return LoadedConfig.failed(problems);
        }
        return assemble(folder.get(), yaml.get(), problems);
    }

    /// Reads `cluster.yaml` alone.
    public static LoadedSettings settings(Path configDir) {
        List<Diagnostic> problems = new ArrayList<>();
        Optional<ClusterYaml> yaml =
                openFolder(configDir, EditedFiles.NONE, problems).flatMap(folder -> readClusterYaml(folder, problems));
        boolean broken = problems.stream().anyMatch(Diagnostic::isError);
        return new LoadedSettings(
                broken ? null : yaml.map(ClusterYaml::settings).orElse(null), problems);
    }

    /// Reads a file of the folder again and tells whether it still has the digest: the bytes, or nothing if it has
    /// changed, gone, or cannot be read.
    public static Optional<byte[]> reread(Path configDir, String path, ContentDigest digest) {
        return read(configDir, path, EditedFiles.NONE)
                .filter(bytes -> ContentDigest.of(bytes).equals(digest));
    }

    /// Reads one file of the folder: the bytes, or nothing if it is not there, too large, or not in the folder.
    public static Optional<byte[]> read(Path configDir, String path, EditedFiles edited) {
        try {
            return ConfigFolder.open(configDir, edited).read(path, ConfigFolder.FILE_BYTES_MAX)
                            instanceof FileReading.Content(byte[] bytes)
                    ? Optional.of(bytes)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ConfigFolder> openFolder(Path configDir, EditedFiles edited, List<Diagnostic> problems) {
        try {
            return Optional.of(ConfigFolder.open(configDir.toAbsolutePath(), edited));
        } catch (NotDirectoryException e) {
            boolean isClusterYaml = configDir.endsWith(ClusterYamlReader.FILE_NAME);
            problems.add(Diagnostic.of(DiagnosticCode.CONFIG_MISSING, configDir.toString(), "This is no folder.")
                    .withHelp(
                            isClusterYaml
                                    ? "Name the folder that holds cluster.yaml, not the file itself."
                                    : "Name the folder that holds cluster.yaml with --config."));
        } catch (NoSuchFileException e) {
            problems.add(Diagnostic.of(DiagnosticCode.CONFIG_MISSING, configDir.toString(), "There is no such folder.")
                    .withHelp("Name the folder that holds cluster.yaml with --config."));
        } catch (IOException e) {
            problems.add(Diagnostic.of(
                    DiagnosticCode.CONFIG_FILE_UNREADABLE,
                    configDir.toString(),
                    "The config folder cannot be opened: " + e.getMessage() + "."));
        }
        return Optional.empty();
    }

    private static Optional<ClusterYaml> readClusterYaml(ConfigFolder folder, List<Diagnostic> problems) {
        String name = ClusterYamlReader.FILE_NAME;
        FileReading reading = folder.read(name, ConfigFolder.CLUSTER_YAML_BYTES_MAX);
        switch (reading) {
            case FileReading.Content(byte[] bytes) -> {
                return new ClusterYamlReader(folder.root(), problems).read(bytes);
            }
            case FileReading.Missing m -> {
                boolean yml = Files.exists(folder.root().resolve("cluster.yml"));
                problems.add(Diagnostic.of(
                                DiagnosticCode.CONFIG_MISSING,
                                folder.root().resolve(name).toString(),
                                "The folder holds no cluster.yaml.")
                        .withHelp(
                                yml
                                        ? "Rename cluster.yml to cluster.yaml."
                                        : "Name the folder that holds cluster.yaml with --config, or write one:"
                                                + " `omnigraph quickstart` shows an example, `omnigraph schema-json`"
                                                + " every field."));
            }
            default -> problems.add(ReferencedFiles.problem(reading, name, "cluster.yaml"));
        }
        return Optional.empty();
    }

    private static LoadedConfig assemble(ConfigFolder folder, ClusterYaml yaml, List<Diagnostic> problems) {
        ReferencedFiles references = new ReferencedFiles(folder, problems);
        GraphsLoader graphsLoader = new GraphsLoader(references, problems);
        SortedMap<GraphId, DesiredGraph> graphs = graphsLoader.load(yaml.graphs());
        PoliciesLoader policiesLoader = new PoliciesLoader(references, problems);
        SortedMap<String, DesiredPolicy> policies = policiesLoader.load(yaml);

        SortedMap<ResourceAddress, DeclaredResource> resources = new TreeMap<>(graphsLoader.resources());
        resources.putAll(policiesLoader.resources());
        if (problems.stream().anyMatch(Diagnostic::isError)) {
            return new LoadedConfig(null, graphsLoader.files(), List.copyOf(resources.values()), problems);
        }
        SortedMap<ResourceAddress, ContentDigest> digests = new TreeMap<>();
        resources.forEach((address, resource) -> digests.put(address, resource.digest()));
        DesiredCluster cluster = new DesiredCluster(
                folder.root(), yaml.settings(), graphs, policies, digests, configDigest(yaml, digests));
        return new LoadedConfig(cluster, graphsLoader.files(), List.copyOf(resources.values()), problems);
    }

    private static ContentDigest configDigest(ClusterYaml yaml, SortedMap<ResourceAddress, ContentDigest> digests) {
        StringBuilder text = new StringBuilder("cluster-config\0");
        text.append(Json.compact(yaml.canonical())).append('\0');
        for (Map.Entry<ResourceAddress, ContentDigest> entry : digests.entrySet()) {
            text.append(entry.getKey())
                    .append('\0')
                    .append(entry.getValue().hex())
                    .append('\0');
        }
        return ContentDigest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
